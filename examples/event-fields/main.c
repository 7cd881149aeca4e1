/* What happened: logs the name of the event, its field "path" and its whole payload, and
 * reports a failure if the host speaks another version of the ABI. */
#include <string.h>

#include <frankenterm.h>

static char line[1024];

/* Logs a label and the first `length` bytes of the return buffer, as far as they fit. */
static void log_result(const char *label, int32_t length) {
    size_t used = strlen(label);
    memcpy(line, label, used);
    if (length < 0) length = ft_last_error();
    size_t room = sizeof line - used;
    size_t wanted = (size_t)length < room ? (size_t)length : room;
    int32_t copied = ft_return_buffer_read(line + used, (uint32_t)wanted);
    ft_log(FT_INFO, line, (uint32_t)(used + (copied > 0 ? (size_t)copied : 0)));
}

FT_EXPORT("on_reload") int32_t on_reload(void) {
    if (ft_abi_version() != FT_ABI_VERSION) return 1;
    log_result("event ", ft_event_name());
    log_result("path ", ft_event_field("path", 4));
    log_result("payload ", ft_event_payload());
    return 0;
}
