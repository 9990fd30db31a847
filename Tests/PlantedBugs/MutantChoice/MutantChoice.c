#include "MutantChoice.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>

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
