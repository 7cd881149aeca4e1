package org.frankenterm.extension.audit;

import java.util.Set;

/// Which host functions are routine: reads, writes, logs and buffer calls, of which the journal has
/// counts. Every other one is important, whatever it may be one day: network, pane input,
/// configuration, file opens and mutations.
final class Routine {
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "abort",
                    "args_get",
                    "args_sizes_get",
                    "clock_res_get",
                    "clock_time_get",
                    "environ_get",
                    "environ_sizes_get",
                    "fd_advise",
                    "fd_close",
                    "fd_datasync",
                    "fd_fdstat_get",
                    "fd_filestat_get",
                    "fd_pread",
                    "fd_prestat_dir_name",
                    "fd_prestat_get",
                    "fd_pwrite",
                    "fd_read",
                    "fd_readdir",
                    "fd_renumber",
                    "fd_seek",
                    "fd_sync",
                    "fd_tell",
                    "fd_write",
                    "ft_abi_version",
                    "ft_clear_timer",
                    "ft_event_field",
                    "ft_event_name",
                    "ft_event_payload",
                    "ft_get_config",
                    "ft_get_env",
                    "ft_get_pane_info",
                    "ft_get_pane_text",
                    "ft_last_error",
                    "ft_list_panes",
                    "ft_log",
                    "ft_return_buffer_read",
                    "ft_return_buffer_read_at",
                    "ft_set_interval",
                    "ft_set_timeout",
                    "ft_storage_delete",
                    "ft_storage_get",
                    "ft_storage_keys",
                    "ft_storage_set",
                    "path_filestat_get",
                    "path_readlink",
                    "poll_oneoff",
                    "proc_exit",
                    "random_get",
                    "sched_yield");

    private Routine() {}

    static boolean covers(String function) {
        return FUNCTIONS.contains(function);
    }
}
