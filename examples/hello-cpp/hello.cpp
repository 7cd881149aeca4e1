// Smallest useful FrankenTerm extension in C++: logs, then reads one
// environment variable, each time the configuration is reloaded.
#include <string>

extern "C" {
#include "../hello-c/ft.h"
}

static void log(int level, const std::string &msg) {
  ft_log(level, msg.data(), static_cast<uint32_t>(msg.size()));
}

extern "C" FT_EXPORT("on_reload") void on_reload() {
  log(FT_INFO, "Hello from C++!");
  const std::string key = "HOME";
  int32_t len = ft_get_env(key.data(), static_cast<uint32_t>(key.size()));
  if (len < 0) {
    log(FT_WARN, "HOME is not set or not permitted");
    return;
  }
  std::string value(static_cast<size_t>(len), '\0');
  int32_t got = ft_return_buffer_read(&value[0], static_cast<uint32_t>(len));
  value.resize(got < 0 ? 0 : static_cast<size_t>(got));
  log(FT_INFO, "HOME=" + value);
}
