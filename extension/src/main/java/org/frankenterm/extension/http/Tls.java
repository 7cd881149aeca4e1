package org.frankenterm.extension.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// TLS to a host whose certificate must be trusted and name that host. No key of this machine's is
/// ever shown to a server, and no session outlives its connection.
final class Tls {
    private static final KeyManager[] NO_KEYS = {};

    private final TrustManager @Nullable [] trusted;

    /// @param trusted says whom to trust; null for the JDK's trust store
    Tls(TrustManager @Nullable [] trusted) {
        this.trusted = trusted;
    }

    /// Reading the trust store takes a tenth of a second, so it happens once.
    private static final class Store {
        static final TrustManager[] TRUSTED = read();

        private static TrustManager[] read() {
            try {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((KeyStore) null);
                return factory.getTrustManagers();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK's trust store can't be read", e);
            }
        }
    }

    /// Encrypts a connection.
    ///
    /// @param plain the connection; closed with the result
    /// @throws javax.net.ssl.SSLException if the host is not who it should be
    SSLSocket over(Socket plain, String host, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /// A new one each time: a context remembers sessions, and with them who was where.
    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(NO_KEYS, trusted == null ? Store.TRUSTED : trusted, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
