#include "MutantChoice.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { most = 1 << 16 };

int32_t mutant_low = INT32_MAX;
uint32_t mutant_width = 0;
static uint8_t *recording;
static uint8_t seen[most];

bool mutant_note(int32_t number) {
  if (!recording) return true;
  if (number < most) recording[number] = 1;
  return false;
}

void mutant_choose(int32_t number) {
  recording = NULL;
  mutant_width = 0;
  mutant_low = number > 0 ? number : INT32_MAX;
}

void mutant_record(uint8_t *reached) {
  mutant_choose(0);
  if (!reached) return;
  recording = reached;
  mutant_low = 0;
  mutant_width = INT32_MAX;
}

void mutant_budget(int32_t seconds) {
  struct itimerval value = {{0, 0}, {seconds, 0}};
  setitimer(ITIMER_VIRTUAL, &value, NULL);
}

void mutant_limit_memory(int32_t megabytes) {
  rlim_t bytes = (rlim_t)megabytes << 20;
  struct rlimit limit = {bytes, bytes};
  setrlimit(RLIMIT_AS, &limit);
}

void *mutant_share(size_t bytes) {
  void *memory = mmap(NULL, bytes ? bytes : 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

int32_t mutant_fork(int32_t *output) {
  int ends[2];
  if (pipe(ends)) return -1;
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 1);
    close(ends[0]);
    close(ends[1]);
    return 0;
  }
  close(ends[1]);
  if (child < 0) close(ends[0]);
  *output = ends[0];
  return child;
}

int32_t mutant_ready(const int32_t *outputs, int32_t count) {
  struct pollfd waiting[64];
  if (count > 64) count = 64;
  for (int32_t i = 0; i < count; i++) waiting[i] = (struct pollfd){outputs[i], POLLIN, 0};
  while (poll(waiting, count, -1) < 0) {
  }
  for (int32_t i = 0; i < count; i++) {
    if (waiting[i].revents) return i;
  }
  return 0;
}

bool mutant_wait(int32_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void write_seen(void) {
  FILE *file = fopen(getenv("MUTANT_REACHED"), "wb");
  if (!file) return;
  fwrite(seen, 1, most, file);
  fclose(file);
}

/// The test binary is not ours: it gets the choice from the environment.
__attribute__((constructor)) static void read_environment(void) {
  const char *number = getenv("MUTANT");
  if (number) mutant_choose(atoi(number));
  if (getenv("MUTANT_REACHED")) {
    mutant_record(seen);
    atexit(write_seen);
  }
}
