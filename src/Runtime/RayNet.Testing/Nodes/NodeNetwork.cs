using System.Net;
using System.Net.Sockets;

namespace RayNet.Testing.Nodes;

/// <summary>Makes the connections of one node, and can cut them: as a firewall that rejects, not as one that is silent.</summary>
internal sealed class NodeNetwork
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _cut = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Address, Socket Socket)> _open = [];
    private readonly Dictionary<string, (long Bytes, string[] Also)> _limits = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, LinkShape> _shapes = new(StringComparer.OrdinalIgnoreCase);
    private bool _isDown;

    internal async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        string address = $"{target.Host}:{target.Port}";
        Check(address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            Keep(address, socket);
            var stream = new ShapedStream(new NetworkStream(socket, ownsSocket: true), Shape(address));
            return Take(address) is { } limit ? new LimitedStream(stream, limit.Bytes, () => OnLimit(address, limit.Also)) : stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Cuts everything to an address, and to others with it, as soon as one of the connections that are made from now on has received so many bytes.
    /// Of several addresses with a limit only the first one that reaches it is cut.
    /// </summary>
    internal void CutAfter(string address, long bytes, params string[] also)
    {
        lock (_gate)
        {
            _limits[address] = (bytes, also);
        }
    }

    /// <summary>What comes from an address comes later; zero for not at all.</summary>
    internal void Delay(string address, TimeSpan delay) => Shape(address).Delay = delay;

    /// <summary>Nothing comes from an address any more, nor goes there; connections stay open.</summary>
    internal void Silence(string address) => Shape(address).Silence();

    internal void Cut(string address) => Break(() => _cut.Add(address), open => string.Equals(open, address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Cuts everything, for good.</summary>
    internal void CutAll() => Break(() => _isDown = true, static _ => true);

    internal void Heal()
    {
        lock (_gate)
        {
            _cut.Clear();
            foreach (LinkShape shape in _shapes.Values)
            {
                shape.Speak();
            }
        }
    }

    private LinkShape Shape(string address)
    {
        lock (_gate)
        {
            if (!_shapes.TryGetValue(address, out LinkShape? shape))
            {
                _shapes.Add(address, shape = new LinkShape());
            }

            return shape;
        }
    }

    private void Break(Func<bool> change, Func<string, bool> isMeant)
    {
        Socket[] broken;
        lock (_gate)
        {
            change();
            broken = [.. _open.Where(item => isMeant(item.Address)).Select(static item => item.Socket)];
            _open.RemoveAll(item => isMeant(item.Address));
        }

        foreach (Socket socket in broken)
        {
            socket.Dispose();
        }
    }

    private (long Bytes, string[] Also)? Take(string address)
    {
        lock (_gate)
        {
            return _limits.TryGetValue(address, out (long Bytes, string[] Also) limit) ? limit : null;
        }
    }

    private void OnLimit(string address, string[] also)
    {
        lock (_gate)
        {
            if (!_limits.ContainsKey(address))
            {
                return;
            }

            _limits.Clear();
        }

        foreach (string each in also.Prepend(address))
        {
            Cut(each);
        }
    }

    private void Check(string address)
    {
        lock (_gate)
        {
            CheckLocked(address);
        }
    }

    private void Keep(string address, Socket socket)
    {
        lock (_gate)
        {
            CheckLocked(address);
            _open.RemoveAll(static item => item.Socket.SafeHandle.IsClosed);
            _open.Add((address, socket));
        }
    }

    private void CheckLocked(string address)
    {
        if (_isDown || _cut.Contains(address))
        {
            throw new SocketException((int)SocketError.HostUnreachable);
        }
    }
}
