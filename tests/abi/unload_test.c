/* unload_test.c - a host that has not loaded libstdc++ opens and closes a channel library several
 * times; afterwards nothing of it may stay mapped. The manifest it embeds is the shipped file.
 * usage: unload_test LIBRARY MANIFEST */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin_api/channel_plugin.h"

static int is_mapped(const char* library) {
  char line[4096];
  int found = 0;
  const char* slash = strrchr(library, '/');
  const char* name = slash == NULL ? library : slash + 1;
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == NULL) return -1;
  while (fgets(line, sizeof line, maps) != NULL) found |= strstr(line, name) != NULL;
  fclose(maps);
  return found;
}

static int same_as_file(const char* text, const char* path) {
  static char bytes[1 << 20];
  size_t length;
  FILE* file = fopen(path, "rb");
  if (file == NULL) return 0;
  length = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  return length == strlen(text) && memcmp(text, bytes, length) == 0;
}

static int fail(const char* what) {
  fprintf(stderr, "unload_test: %s\n", what);
  return EXIT_FAILURE;
}

static int open_and_close(const char* library, const char* manifest) {
  chp_entry_fn entry;
  const chp_plugin* plugin;
  void* handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return fail(dlerror());
  *(void**)&entry = dlsym(handle, CHP_ENTRY_SYMBOL);
  if (entry == NULL) return fail("the entry is missing");
  plugin = entry();
  if (plugin == NULL || plugin != entry()) return fail("the entry is not pure");
  if (plugin->struct_size < sizeof *plugin) return fail("the table is too small");
  if (plugin->abi_version >> 16 != CHP_ABI_MAJOR) return fail("the major version is wrong");
  if (!same_as_file(plugin->manifest_json, manifest)) return fail("the manifest differs");
  plugin->destroy(NULL);
  if (is_mapped(library) != 1) return fail("cannot see the library in /proc/self/maps");
  if (dlclose(handle) != 0) return fail(dlerror());
  if (is_mapped(library) != 0) return fail("the library stayed mapped after dlclose");
  return EXIT_SUCCESS;
}

int main(int argc, char** argv) {
  int round;
  if (argc != 3) return fail("usage: unload_test LIBRARY MANIFEST");
  for (round = 0; round < 3; ++round) {
    if (open_and_close(argv[1], argv[2]) != EXIT_SUCCESS) return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
