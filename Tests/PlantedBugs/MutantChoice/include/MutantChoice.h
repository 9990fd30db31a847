// Which mutant is chosen in this process. In C, so that a choice costs two loads and a comparison and no more: a global
// of Swift in another module would be reached through a call.
#ifndef MUTANT_CHOICE_H
#define MUTANT_CHOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern int32_t mutant_low;
extern uint32_t mutant_width;

/// Notes that a place was reached; whether its mutant is chosen.
bool mutant_note(int32_t number);

/// Whether a mutant is chosen.
static inline bool mutant(int32_t number) {
  return __builtin_expect((uint32_t)(number - mutant_low) <= mutant_width, 0) && mutant_note(number);
}

/// Chooses a mutant; 0 for none.
void mutant_choose(int32_t number);

/// Chooses none, and notes for every mutant whether its place is reached, a byte each; null to stop.
void mutant_record(uint8_t *reached);

/// Gives the process so many seconds of its own time from now, then SIGVTALRM.
void mutant_budget(int32_t seconds);

/// Takes memory away beyond so many megabytes: a mutant may ask for more and more.
void mutant_limit_memory(int32_t megabytes);

/// Memory that this process and those it forks write to alike; null if there is none.
void *mutant_share(size_t bytes);

/// Starts a copy of this process that writes its output to a pipe. Zero in the copy; else its number, with the end to
/// read from, or a negative number.
int32_t mutant_fork(int32_t *output);

/// Waits until one of several pipes has something to read or has ended; its place among them.
int32_t mutant_ready(const int32_t *outputs, int32_t count);

/// Waits for a copy; whether it ended well.
bool mutant_wait(int32_t child);

#endif
