package org.frankenterm.extension.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host. Takes as long as it takes; called on threads of its own.
@FunctionalInterface
public interface NameResolver {
    /// The system's, with its own files and cache.
    NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /// The addresses of a host, in the order in which they are tried.
    ///
    /// @param host a canonical name, not an address
    /// @throws UnknownHostException if there are none
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
