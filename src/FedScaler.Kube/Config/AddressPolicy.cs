using System.Net;
using System.Net.Sockets;

namespace FedScaler.Kube.Config;

/// <summary>
/// Which addresses a cluster may live at. A member's kubeconfig is written by somebody else: pointing it at a cloud's
/// metadata service or at our own loopback would make this program the attacker's client.
/// </summary>
public sealed class AddressPolicy
{
    /// <summary>The user's own kubeconfig: no restriction.</summary>
    public static readonly AddressPolicy Any = new(restricted: false, allowLoopback: true);

    private static readonly AddressPolicy MemberOnly = new(restricted: true, allowLoopback: false);
    private static readonly AddressPolicy MemberOrLoopback = new(restricted: true, allowLoopback: true);

    /// <summary>Metadata services that are not link-local: Azure, Alibaba Cloud, Oracle Cloud, AWS and Google over IPv6.</summary>
    private static readonly IPAddress[] Metadata =
    [
        IPAddress.Parse("168.63.129.16"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("192.0.0.192"),
        IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("fd20:ce::254"),
    ];

    private readonly bool _restricted;
    private readonly bool _allowLoopback;

    private AddressPolicy(bool restricted, bool allowLoopback) => (_restricted, _allowLoopback) = (restricted, allowLoopback);

    /// <summary>Private networks are where members live and are fine; link-local and metadata addresses never are.</summary>
    public static AddressPolicy Member(bool allowLoopback) => allowLoopback ? MemberOrLoopback : MemberOnly;

    /// <summary>Why this address is refused, or null when it may be used.</summary>
    public string? Refuse(IPAddress address)
    {
        if (!_restricted) return null;
        if (IPAddress.IPv6Loopback.Equals(address)) return Loopback();
        if (address.IsIPv6LinkLocal) return "a link-local address";
        if (address.IsIPv6Multicast) return "a multicast address";
        if (IPAddress.IPv6Any.Equals(address)) return "the unspecified address";
        if (Array.Exists(Metadata, address.Equals)) return "a metadata service's address";
        return Embedded(address) is { } v4 ? Refuse(v4) : address.AddressFamily == AddressFamily.InterNetwork ? RefuseV4(address) : null;
    }

    /// <summary>Why a host as written in a URL is refused, or null; a name still has to pass <see cref="Refuse"/> once resolved.</summary>
    public string? RefuseHost(string host)
    {
        if (!_restricted) return null;
        var bare = host.Trim('[', ']').TrimEnd('.');
        if (bare.Length == 0) return "no host";
        if (IPAddress.TryParse(bare, out var address))
        {
            // 0xa9fea9fe, 2852039166 and 0251.0376.0251.0376 are one address in disguise.
            var disguised = address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != bare;
            return Refuse(address) ?? (disguised ? "an address not written as a.b.c.d" : null);
        }

        if (bare.Equals("localhost", StringComparison.OrdinalIgnoreCase) || bare.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)) return Loopback();
        var lastLabel = bare[(bare.LastIndexOf('.') + 1)..];
        return char.IsAsciiDigit(lastLabel[0]) ? "neither a name nor an address" : null;
    }

    private string? Loopback() => _allowLoopback ? null : "a loopback address";

    private string? RefuseV4(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return bytes switch
        {
            [127, ..] => Loopback(),
            [169, 254, ..] => "a link-local address",
            [0, ..] => "the unspecified address",
            [>= 224, ..] => "a multicast, reserved or broadcast address",
            _ => null,
        };
    }

    /// <summary>The IPv4 address that an IPv6 address carries, or null. By bytes: IPNetwork does not match mapped addresses.</summary>
    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return bytes switch
        {
            // Mapped and compatible (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056).
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ..] or [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..] => new IPAddress(bytes[12..]),
            [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] => new IPAddress(bytes[12..]),
            [0x20, 0x02, ..] => new IPAddress(bytes[2..6]),
            _ => null,
        };
    }
}
