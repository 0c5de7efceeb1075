/* Preloaded: the AKA_OOM-th allocation after the program began fails, and each after it where AKA_OOM_STICKY is set.
   With AKA_OOM_COUNT the file of that name gets how many there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static long failing, sticky, made, counting;

static int refused(void) {
    if (!counting) return 0;
    const long now = __atomic_add_fetch(&made, 1, __ATOMIC_RELAXED);
    if (failing == 0 || now < failing || (now > failing && !sticky)) return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) { return refused() ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return refused() ? NULL : __libc_calloc(count, size); }
void *realloc(void *block, size_t size) { return refused() ? NULL : __libc_realloc(block, size); }
void *memalign(size_t alignment, size_t size) { return refused() ? NULL : __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void **block, size_t alignment, size_t size) {
    if (refused()) return ENOMEM;
    *block = __libc_memalign(alignment, size);
    return *block == NULL ? ENOMEM : 0;
}

/* From the beginning of main on: what the loader and the libraries' own beginnings allocate is not the program's. */
static int (*real_main)(int, char **, char **);

static int main_with_faults(int argc, char **argv, char **environment) {
    const char *at = getenv("AKA_OOM");
    failing = at ? atol(at) : 0;
    sticky = getenv("AKA_OOM_STICKY") != NULL;
    counting = 1;
    const int status = real_main(argc, argv, environment);
    counting = 0;
    return status;
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*begin)(void), void (*end)(void),
                      void (*loader_end)(void), void *stack) {
    int (*start)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void), void *) =
        dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = main;
    return start(main_with_faults, argc, argv, begin, end, loader_end, stack);
}

__attribute__((destructor)) static void tell(void) {
    const char *file = getenv("AKA_OOM_COUNT");
    counting = 0;
    if (file == NULL) return;
    FILE *out = fopen(file, "w");
    if (out == NULL) return;
    fprintf(out, "%ld\n", made);
    fclose(out);
}
