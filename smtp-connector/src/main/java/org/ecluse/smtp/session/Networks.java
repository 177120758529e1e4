package org.ecluse.smtp.session;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Networks in CIDR form whose clients are told apart from others. */
public final class Networks {

    public static final Networks NONE = new Networks(List.of());

    private record Network(byte[] base, int bits) {
        boolean contains(byte[] address) {
            if (address.length != base.length) return false;
            for (int i = 0, left = bits; left > 0; i++, left -= 8) {
                int mask = left >= 8 ? 0xff : 0xff00 >> left & 0xff;
                if (((base[i] ^ address[i]) & mask) != 0) return false;
            }
            return true;
        }
    }

    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** {@code 192.0.2.0/24,2001:db8::1}, possibly empty; empty if a part is neither network nor address. Asks no DNS. */
    public static Optional<Networks> parse(String list) {
        List<Network> networks = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            String text = part.strip();
            if (text.isEmpty()) continue;
            Optional<Network> network = network(text);
            if (network.isEmpty()) return Optional.empty();
            networks.add(network.get());
        }
        return Optional.of(new Networks(networks));
    }

    public boolean contains(InetAddress address) {
        if (networks.isEmpty()) return false;
        byte[] octets = address.getAddress();
        return networks.stream().anyMatch(network -> network.contains(octets));
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    private static Optional<Network> network(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> base = AddressLiteral.address(slash < 0 ? text : text.substring(0, slash));
        if (base.isEmpty()) return Optional.empty();
        int most = base.get().getAddress().length * 8;
        int bits = slash < 0 ? most : bits(text.substring(slash + 1));
        if (bits < 0 || bits > most) return Optional.empty();
        return Optional.of(new Network(base.get().getAddress(), bits));
    }

    /** -1 for what is no number of at most three digits. */
    private static int bits(String text) {
        boolean number = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(text) : -1;
    }
}
