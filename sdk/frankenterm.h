/* FrankenTerm guest ABI, version 1: what an extension written in C or C++ can import.
 *
 * Extensions are wasm32-wasip1 modules. The functions are imported from module "env";
 * the host offers the same ones under "frankenterm".
 *
 * Text is UTF-8, given as pointer and length in bytes; no terminating zero is read or written.
 * Bytes and text that the host answers with wait in the return buffer: the function gives
 * their length, ft_return_buffer_read copies them. Each function that fills the buffer empties
 * it first.
 *
 * A result >= 0 is success or a length; a negative one is an enum ft_error. A bad pointer
 * or bad text is an error result, never a trap.
 */
#ifndef FRANKENTERM_H
#define FRANKENTERM_H

#include <stdint.h>

/* The version of the ABI that this header describes; compare with ft_abi_version. */
#define FT_ABI_VERSION 1

/* Marks a function that the host provides. */
#define FT_IMPORT(name) __attribute__((import_module("env"), import_name(name)))

/* Marks a handler, by the name that extension.toml gives it. It takes no arguments and
 * returns nothing, or an int32_t of which anything but 0 is reported as a failure. */
#define FT_EXPORT(name) __attribute__((export_name(name)))

#ifdef __cplusplus
extern "C" {
#endif

/* Levels of ft_log. Others are clamped to the nearest one. */
enum ft_level { FT_TRACE = 0, FT_DEBUG = 1, FT_INFO = 2, FT_WARN = 3, FT_ERROR = 4 };

/* Negative results. */
enum ft_error {
    FT_ABSENT = -1,           /* not there; for ft_get_env also: not permitted */
    FT_DENIED = -2,           /* not permitted */
    FT_INVALID_ARGUMENT = -3, /* a pointer outside memory, or text that is not UTF-8 */
    FT_LIMIT_REACHED = -4,    /* a limit or quota is used up */
    FT_FAILED = -5,           /* permitted, tried, did not work */
    FT_NOT_OFFERED = -6       /* this host does not have it */
};

/* Writes a message to the log under the extension's name. Control characters are replaced, text
 * beyond 8 KiB is cut, and too many messages are dropped with a count. */
FT_IMPORT("ft_log") void ft_log(int32_t level, const char *text, uint32_t length);

/* Puts the value of an environment variable into the return buffer. Needs the permission
 * `environment` for that name.
 * Result: length of the value, which can be 0; FT_ABSENT if it is not set or not permitted. */
FT_IMPORT("ft_get_env") int32_t ft_get_env(const char *name, uint32_t length);

/* Copies up to `length` bytes from the start of the return buffer to `out`. The buffer keeps
 * them.
 * Result: bytes copied; 0 for length 0, whatever `out` is. */
FT_IMPORT("ft_return_buffer_read") int32_t ft_return_buffer_read(void *out, uint32_t length);

/* The same from an offset, to read a long value in parts.
 * Result: bytes copied; 0 at the end of the buffer and beyond. */
FT_IMPORT("ft_return_buffer_read_at")
int32_t ft_return_buffer_read_at(uint32_t offset, void *out, uint32_t length);

/* Puts the sentence about the last negative result into the return buffer.
 * Result: its length; 0 if there is none. */
FT_IMPORT("ft_last_error") int32_t ft_last_error(void);

/* Result: the version of the ABI that the host implements. */
FT_IMPORT("ft_abi_version") int32_t ft_abi_version(void);

/* Puts the name of the event being handled into the return buffer, for example config.reload.
 * Result: its length; FT_ABSENT outside a handler, in _initialize and _start for example. */
FT_IMPORT("ft_event_name") int32_t ft_event_name(void);

/* Puts the payload of the event being handled, a JSON object, into the return buffer.
 * Result: its length; FT_ABSENT outside a handler. */
FT_IMPORT("ft_event_payload") int32_t ft_event_payload(void);

/* Puts one top-level field of the payload into the return buffer: a string bare, without quotes
 * and escapes; everything else as JSON.
 * Result: its length; FT_ABSENT if the payload has no such field, or outside a handler. */
FT_IMPORT("ft_event_field") int32_t ft_event_field(const char *name, uint32_t length);

/* Has an exported handler hear an event from now on, as a hook in extension.toml does. `event` is
 * a name, `prefix.*` or `*`; hooks of lower priority go first. The hook goes with the instance.
 * Result: its number, 1 or more; FT_INVALID_ARGUMENT if there is no such event or handler;
 * FT_LIMIT_REACHED if the extension has 256 hooks. */
FT_IMPORT("ft_register_hook")
int32_t ft_register_hook(const char *event, uint32_t length, int32_t priority, const char *handler,
                         uint32_t handler_length);

/* Removes a hook that ft_register_hook gave.
 * Result: 0; FT_ABSENT if there is none. */
FT_IMPORT("ft_unregister_hook") int32_t ft_unregister_hook(int32_t hook);

/* Has an exported handler called when a combination of keys is pressed, such as ctrl+shift+g, unless
 * a manifest, the terminal or its user has bound it. It sees the event `keybinding`. Keys that
 * programs live on need the permission `pane_keys`.
 * Result: its number, 1 or more; FT_DENIED; FT_INVALID_ARGUMENT if there is no such combination or
 * handler; FT_LIMIT_REACHED if the extension has 64 keybindings. */
FT_IMPORT("ft_register_keybinding")
int32_t ft_register_keybinding(const char *combo, uint32_t length, const char *handler,
                               uint32_t handler_length);

/* Removes a keybinding that ft_register_keybinding gave.
 * Result: 0; FT_ABSENT if there is none. */
FT_IMPORT("ft_unregister_keybinding") int32_t ft_unregister_keybinding(int32_t keybinding);

/* Has an exported handler called once, after so many milliseconds; 10 at least. It sees the event
 * `timer`. The timer goes with the instance.
 * Result: its number, 1 or more; FT_INVALID_ARGUMENT if there is no such handler; FT_LIMIT_REACHED
 * if 64 timers are live. */
FT_IMPORT("ft_set_timeout")
int32_t ft_set_timeout(uint32_t milliseconds, const char *handler, uint32_t length);

/* The same, again and again. */
FT_IMPORT("ft_set_interval")
int32_t ft_set_interval(uint32_t milliseconds, const char *handler, uint32_t length);

/* Clears a timer.
 * Result: 0; FT_ABSENT if there is none. */
FT_IMPORT("ft_clear_timer") int32_t ft_clear_timer(int32_t timer);

/* Puts the value stored under a key into the return buffer. Keys are text of 1 to 512 bytes.
 * Result: length of the value, which can be 0; FT_ABSENT if nothing is stored under it. */
FT_IMPORT("ft_storage_get") int32_t ft_storage_get(const char *key, uint32_t length);

/* Stores a value, any 0 to 1,048,576 bytes, under a key, in the place of the one that was there.
 * Result: 0; FT_LIMIT_REACHED if the extension's max_storage_bytes are used up, and nothing has
 * changed then. */
FT_IMPORT("ft_storage_set")
int32_t ft_storage_set(const char *key, uint32_t length, const void *value, uint32_t value_length);

/* Removes the value stored under a key.
 * Result: 1; FT_ABSENT if nothing is stored under it. */
FT_IMPORT("ft_storage_delete") int32_t ft_storage_delete(const char *key, uint32_t length);

/* Puts a JSON array of all keys, sorted, into the return buffer.
 * Result: its length, 2 if there are none; FT_LIMIT_REACHED if it doesn't fit the buffer. */
FT_IMPORT("ft_storage_keys") int32_t ft_storage_keys(void);

/* Asks for a setting to be changed, once the handler has completed. The value is JSON, at most
 * 1 MiB. Needs the permission `config` for that key.
 * Result: 0; FT_DENIED also if the host doesn't let the key be set; FT_LIMIT_REACHED for more than
 * 10 at once and a second; FT_NOT_OFFERED if it has no settings. */
FT_IMPORT("ft_set_config")
int32_t ft_set_config(const char *key, uint32_t length, const char *json, uint32_t json_length);

/* Puts the value of a setting, JSON, into the return buffer.
 * Result: its length; FT_ABSENT if the host shows no such key. */
FT_IMPORT("ft_get_config") int32_t ft_get_config(const char *key, uint32_t length);

/* The pane that has the focus, for the functions that take a pane. */
#define FT_FOCUSED_PANE (-1)

/* Puts a JSON array of all panes into the return buffer. Needs the permission `pane_access`, as do
 * the next two.
 * Result: its length. */
FT_IMPORT("ft_list_panes") int32_t ft_list_panes(void);

/* Puts a JSON object about a pane into the return buffer: pane_id, title, cwd, columns, rows,
 * focused, echo.
 * Result: its length; FT_ABSENT if there is no such pane. */
FT_IMPORT("ft_get_pane_info") int32_t ft_get_pane_info(int64_t pane);

/* Puts the last lines of a pane's screen into the return buffer, at most 10,000.
 * Result: length of the text, which can be 0; FT_ABSENT if there is no such pane. */
FT_IMPORT("ft_get_pane_text") int32_t ft_get_pane_text(int64_t pane, uint32_t lines);

/* Asks for text, at most 4 KiB, to be typed into a pane, once the handler has completed. Needs the
 * permission `pane_input`, "control" for control characters such as Enter and TAB.
 * Result: 0; FT_ABSENT if there is no such pane; FT_DENIED also while the pane doesn't show what
 * is typed; FT_LIMIT_REACHED for more than 20 at once and a second. */
FT_IMPORT("ft_send_input")
int32_t ft_send_input(int64_t pane, const char *text, uint32_t length);

/* Asks for an event to be fired at the other extensions, once the handler has completed: its name
 * is the extension's, a colon, and the topic, 1 to 64 of a-z 0-9 . _ -. The payload is a JSON object
 * of at most 64 KiB, of no bytes {}.
 * Result: 0; FT_LIMIT_REACHED for more than 100 at once and a second. */
FT_IMPORT("ft_emit")
int32_t ft_emit(const char *topic, uint32_t length, const char *json, uint32_t json_length);

/* Asks for a notice to be shown, once the handler has completed. Needs the permission
 * `notifications`.
 * Result: 0; FT_LIMIT_REACHED for more than 4 at once and a minute. */
FT_IMPORT("ft_notify")
int32_t ft_notify(const char *title, uint32_t length, const char *body, uint32_t body_length);

/* Makes an HTTP request, a JSON object {"method", "url", "headers", "body" or "body_base64",
 * "timeout_ms"} of which only "url" is required, and puts the answer, a JSON object {"status",
 * "headers", "body" or "body_base64"}, into the return buffer. Needs the permission `network` for
 * the host, and for the hosts that it redirects to. docs/host-abi.md has the members.
 * Result: length of the answer, whatever its status is; FT_DENIED; FT_LIMIT_REACHED after 60
 * requests in a minute, or for a body over 8 MiB; FT_FAILED if there is no answer. */
FT_IMPORT("ft_http_request") int32_t ft_http_request(const char *json, uint32_t length);

#ifdef __cplusplus
}
#endif

#endif
