import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * So many requests a second over HTTP, whatever the answers do; latency counts from when a request was due, and holds
 * the millisecond at most that it is sent late. One thread and few instructions, since it shares the cores with what
 * it measures.
 */
final class OpenHttp {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final InetSocketAddress address;
    private final int connections;
    private final int expected;
    private final Supplier<String> request;
    private final Latencies latencies = new Latencies();
    private final Queue<Long> due = new ArrayDeque<>();
    /** Each has its turn, so that none is idle for so long that the server closes it. */
    private final Deque<Exchange> idle = new ArrayDeque<>();
    private long answered;
    private long failures;
    private String firstBad;

    /** @param request the whole next request, headers and body */
    OpenHttp(InetSocketAddress address, int connections, int expected, Supplier<String> request) {
        this.address = address;
        this.connections = connections;
        this.expected = expected;
        this.request = request;
    }

    /** A connection, and the request that it carries. */
    private static final class Exchange {
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
        private long due;

        Exchange(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /** @throws IllegalStateException with the first answer that was not as expected */
    Load.Result run(double rate, double seconds) throws IOException {
        long total = (long) (rate * seconds);
        long start;
        try (Selector selector = Selector.open()) {
            try {
                connect(selector);
                start = System.nanoTime();
                play(selector, start, rate, total);
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
        if (firstBad != null) {
            throw new IllegalStateException(failures + " answers were bad; the first: " + firstBad);
        }
        return new Load.Result(answered / ((System.nanoTime() - start) / 1e9), latencies, total - answered);
    }

    private void play(Selector selector, long start, double rate, long total) throws IOException {
        long last = start + (long) (total / rate * 1e9) + PATIENCE_NANOS;
        for (long sent = 0; answered < total && System.nanoTime() < last; ) {
            while (sent < total && System.nanoTime() >= start + (long) (sent / rate * 1e9)) {
                due.add(start + (long) (sent++ / rate * 1e9));
            }
            while (!due.isEmpty() && !idle.isEmpty()) {
                send(idle.removeFirst(), due.remove());
            }
            selector.select(this::read, 1);
        }
    }

    private void connect(Selector selector) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Exchange exchange = new Exchange(channel);
            channel.register(selector, SelectionKey.OP_READ, exchange);
            idle.addLast(exchange);
        }
    }

    private void send(Exchange exchange, long due) throws IOException {
        exchange.due = due;
        exchange.answer.clear();
        ByteBuffer bytes = ByteBuffer.wrap(request.get().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            exchange.channel.write(bytes); // A request fits into a socket's buffer.
        }
    }

    private void read(SelectionKey key) {
        Exchange exchange = (Exchange) key.attachment();
        try {
            if (exchange.channel.read(exchange.answer) < 1) {
                throw new EOFException("the server closed a connection, or answers too much");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        String text = new String(exchange.answer.array(), 0, exchange.answer.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head >= 0 && exchange.answer.position() >= head + 4 + length(text)) {
            answered(exchange, text);
        }
    }

    private void answered(Exchange exchange, String text) {
        latencies.add(System.nanoTime() - exchange.due);
        answered++;
        if (!text.startsWith("HTTP/1.1 " + expected)) {
            failures++;
            firstBad = firstBad == null ? text : firstBad;
        }
        idle.addLast(exchange);
    }

    private static int length(String answer) {
        int at = answer.indexOf("Content-Length: ");
        if (at < 0) {
            throw new IllegalStateException("an answer without its length: " + answer);
        }
        return Integer.parseInt(answer.substring(at + 16, answer.indexOf('\r', at)));
    }
}
