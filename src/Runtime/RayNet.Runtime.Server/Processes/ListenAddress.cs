using System.Net;
using System.Net.Sockets;

namespace RayNet.Runtime.Server.Processes;

/// <summary>Where to listen, and under which name others find it.</summary>
/// <param name="Address">What to listen on.</param>
/// <param name="Host">What others are told.</param>
internal sealed record ListenAddress(IPAddress Address, string Host)
{
    internal bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>The address of a host that the user named, or that of this machine.</summary>
    /// <exception cref="InvalidOptionException">The host has no address.</exception>
    internal static async Task<ListenAddress> FindAsync(string? host, CancellationToken cancellationToken)
    {
        if (host is null)
        {
            return new ListenAddress(IPAddress.Loopback, IPAddress.Loopback.ToString());
        }

        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            // Others cannot connect to "any address".
            return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? new ListenAddress(address, await OwnAddressAsync(address.AddressFamily, cancellationToken).ConfigureAwait(false)) : new ListenAddress(address, host);
        }

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            IPAddress? chosen = addresses.OrderBy(static candidate => candidate.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).FirstOrDefault();
            return new ListenAddress(chosen ?? throw new InvalidOptionException($"The host '{host}' has no address."), host);
        }
        catch (SocketException exception)
        {
            throw new InvalidOptionException($"The host '{host}' is unknown: {exception.Message} Give a name or an IP address of this machine with --host.", exception);
        }
    }

    /// <summary>The address of this machine from which another one is reached.</summary>
    internal static async Task<ListenAddress> TowardsAsync(string host, int port, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            foreach (IPAddress address in addresses)
            {
                // Connecting a datagram socket sends nothing: the system only chooses the way.
                using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
                if (socket.LocalEndPoint is IPEndPoint { Address: { } own })
                {
                    return new ListenAddress(own, own.ToString());
                }
            }
        }
        catch (SocketException exception)
        {
            throw new RayException(RayErrorCode.ClusterUnreachable, $"There is no way to '{host}': {exception.Message} Check the address, and the network.", exception);
        }

        throw new RayException(RayErrorCode.ClusterUnreachable, $"The host '{host}' has no address. Check it.");
    }

    private static async Task<string> OwnAddressAsync(AddressFamily family, CancellationToken cancellationToken)
    {
        string name = Dns.GetHostName();
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(name, cancellationToken).ConfigureAwait(false);
            return addresses.FirstOrDefault(candidate => !IPAddress.IsLoopback(candidate) && candidate.AddressFamily == family)?.ToString() ?? name;
        }
        catch (SocketException)
        {
            return name;
        }
    }
}
