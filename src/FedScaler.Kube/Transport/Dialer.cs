using System.Net;
using System.Net.Sockets;
using FedScaler.Kube.Config;

namespace FedScaler.Kube.Transport;

/// <summary>
/// Opens connections: resolves the name once, judges every address, connects to what was judged (a second look-up could
/// answer otherwise), and turns on TCP keepalive, which SocketsHttpHandler leaves off (dotnet/runtime#77755).
/// </summary>
/// <param name="opened">Called with each connection, before a byte goes over it.</param>
internal sealed class Dialer(AddressPolicy addresses, Action opened)
{
    private const int KeepAliveIdleSeconds = 30;
    private const int KeepAliveIntervalSeconds = 15;
    private const int KeepAliveProbes = 3;

    /// <summary>TCP_USER_TIMEOUT of Linux's tcp.h: bytes unacknowledged for so long end the connection.</summary>
    private const int LinuxTcpUserTimeout = 18;
    private const int UserTimeoutMilliseconds = 60_000;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var resolved = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        foreach (var address in resolved)
        {
            if (addresses.Refuse(address) is { } reason)
                throw new HttpRequestException(HttpRequestError.ConnectionError, $"{target.Host} is at {address}: {reason} is refused");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive(socket);
            await socket.ConnectAsync(resolved, target.Port, cancellationToken);
            opened();
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveIdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        if (OperatingSystem.IsLinux())
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, LinuxTcpUserTimeout, BitConverter.GetBytes(UserTimeoutMilliseconds));
    }
}
