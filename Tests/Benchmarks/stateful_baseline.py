"""The same rules as a Hypothesis state machine, to say what `trueup fuzz` is fast compared with.

A broker that is the truth, an engine that hears of it over a stream that loses updates, polls, and restarts from
what it has made durable. The rules are those of the engine's core: each execution counts once by its id, what was
missed is fetched by a poll, an unknown outcome is looked up before an order is sent again, a restart forgets
nothing that was durable. Much less than the Swift engine does, so the comparison favours this script.

    python stateful_baseline.py [--cases N] [--steps N] [--trueup BINARY]
"""

import argparse
import subprocess
import time

from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

STEPS = 0
CASES = 0


class Broker:
    """The truth: orders by client order id, executions in order."""

    def __init__(self):
        self.orders = {}
        self.executions = []

    def place(self, key, side, quantity):
        # A repeated key is refused, never a second order.
        self.orders.setdefault(key, {"side": side, "quantity": quantity, "filled": 0, "status": "open"})

    def fill(self, key, quantity):
        order = self.orders[key]
        order["filled"] += quantity
        if order["filled"] == order["quantity"]:
            order["status"] = "filled"
        signed = quantity if order["side"] == "buy" else -quantity
        self.executions.append((f"E{len(self.executions) + 1}", key, signed))
        return self.executions[-1]

    def position(self):
        return sum(signed for _, _, signed in self.executions)


class Engine:
    """What is believed: everything here is durable as soon as it is written to the journal."""

    def __init__(self, journal=()):
        self.journal = []
        self.orders = {}
        self.seen = set()
        self.position = 0
        for record in journal:
            self.commit(record)

    def commit(self, record):
        self.journal.append(record)
        kind, *rest = record
        if kind == "intent":
            key, side, quantity = rest
            self.orders[key] = {"side": side, "quantity": quantity, "filled": 0, "status": "unknown"}
        elif kind == "status":
            key, status = rest
            self.orders[key]["status"] = status
        else:
            execution, key, signed = rest
            self.seen.add(execution)
            self.position += signed
            self.orders[key]["filled"] += abs(signed)

    def receive(self, execution):
        if execution[0] not in self.seen:
            self.commit(("execution", *execution))

    def poll(self, broker):
        for execution in broker.executions:
            self.receive(execution)
        for key, order in list(self.orders.items()):
            known = broker.orders.get(key)
            if known is None:
                # Proven absent: only now may it be sent again.
                broker.place(key, order["side"], order["quantity"])
                known = broker.orders[key]
            if known["status"] != order["status"]:
                self.commit(("status", key, known["status"]))


class Reconciliation(RuleBasedStateMachine):
    """Orders, executions, lost and repeated updates, polls, restarts."""

    keys = Bundle("keys")

    @initialize()
    def start(self):
        global CASES
        CASES += 1
        self.broker = Broker()
        self.engine = Engine()
        self.count = 0

    def note(self):
        global STEPS
        STEPS += 1

    @rule(
        target=keys,
        side=st.sampled_from(["buy", "sell"]),
        quantity=st.integers(1, 100),
        arrives=st.booleans(),
        answered=st.booleans(),
    )
    def place(self, side, quantity, arrives, answered):
        self.note()
        self.count += 1
        key = f"K{self.count}"
        self.engine.commit(("intent", key, side, quantity))
        if arrives:
            self.broker.place(key, side, quantity)
            if answered:
                self.engine.commit(("status", key, "open"))
        return key

    @rule(key=keys, part=st.integers(1, 100), copies=st.integers(0, 2))
    def fill(self, key, part, copies):
        """The stream delivers the update never, once or twice."""
        self.note()
        order = self.broker.orders.get(key)
        if order is None or order["status"] != "open":
            return
        execution = self.broker.fill(key, min(part, order["quantity"] - order["filled"]))
        for _ in range(copies):
            self.engine.receive(execution)

    @rule(key=keys, answered=st.booleans())
    def cancel(self, key, answered):
        self.note()
        order = self.broker.orders.get(key)
        if order is None or order["status"] != "open":
            return
        order["status"] = "cancelled"
        if answered:
            self.engine.commit(("status", key, "cancelled"))

    @rule()
    def poll(self):
        self.note()
        self.engine.poll(self.broker)

    @rule()
    def restart(self):
        self.note()
        before = self.engine
        self.engine = Engine(before.journal)
        assert self.engine.orders == before.orders and self.engine.position == before.position

    @invariant()
    def nothing_is_counted_twice(self):
        if not hasattr(self, "engine"):
            return
        assert len(self.engine.seen) <= len(self.broker.executions)
        for key, order in self.engine.orders.items():
            known = self.broker.orders.get(key)
            assert order["filled"] <= (known["filled"] if known else 0)

    def teardown(self):
        """Once everything heals both sides agree."""
        if not hasattr(self, "engine"):
            return
        self.engine.poll(self.broker)
        assert self.engine.position == self.broker.position()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--steps", type=int, default=50, help="steps a case at the most")
    parser.add_argument("--trueup", help="a release build to run right after it")
    arguments = parser.parse_args()
    start = time.perf_counter()
    run_state_machine_as_test(
        Reconciliation,
        settings=settings(
            max_examples=arguments.cases,
            stateful_step_count=arguments.steps,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    elapsed = time.perf_counter() - start
    print(f"hypothesis   {CASES} cases   {STEPS} steps   {elapsed:.2f} s")
    print(f"             {CASES / elapsed:,.0f} cases/s   {STEPS / elapsed:,.0f} steps/s")
    if arguments.trueup:
        command = [arguments.trueup, "fuzz", "--seed", "1", "--time", f"{max(1, round(elapsed))}s", "-j", "1"]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
