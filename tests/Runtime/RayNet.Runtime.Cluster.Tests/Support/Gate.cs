using System.Net.Sockets;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>
/// Holds remote code back until the test lets it go on. Remote code of any process finds it by its path: it is a socket, so that nobody
/// has to look again and again, and the end of the test ends those who wait.
/// </summary>
internal sealed class Gate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<Socket> _guests = [];
    private readonly List<(int Count, TaskCompletionSource Source)> _waiters = [];
    private readonly List<int> _processes = [];
    private bool _open;
    private bool _disposed;

    public Gate()
    {
        FilePath = Path.Combine(Path.GetTempPath(), $"raynet-gate-{Guid.NewGuid():n}"[..28]);
        _listener.Bind(new UnixDomainSocketEndPoint(FilePath));
        _listener.Listen(1024);
        _ = AcceptAsync();
    }

    public string FilePath { get; }

    public int Arrivals => Processes.Length;

    /// <summary>The ids of the processes that came, in their order.</summary>
    public int[] Processes
    {
        get
        {
            lock (_lock)
            {
                return [.. _processes];
            }
        }
    }

    public static implicit operator string(Gate gate) => gate.FilePath;

    /// <summary>In remote code: says that it is here, and is heard.</summary>
    public static void Arrive(string gate)
    {
        using Socket socket = Connect(gate);
    }

    /// <summary>In remote code: blocks the thread until the gate opens.</summary>
    public static void Pass(string gate)
    {
        using Socket socket = Connect(gate);
        Check(socket.Receive(new byte[1]));
    }

    /// <summary>In remote code: awaits the gate.</summary>
    public static async Task PassAsync(string gate, CancellationToken cancellationToken = default)
    {
        using Socket socket = Connect(gate);
        Check(await socket.ReceiveAsync(new byte[1], cancellationToken));
    }

    public void Open()
    {
        lock (_lock)
        {
            _open = true;
            foreach (Socket guest in _guests)
            {
                Admit(guest);
            }

            _guests.Clear();
        }
    }

    /// <summary>Completes when remote code has come so many times.</summary>
    public Task Arrived(int count = 1)
    {
        lock (_lock)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_processes.Count >= count)
            {
                source.SetResult();
            }

            _waiters.Add((count, source));
            return source.Task.Within($"arrival {count} at the gate, where {_processes.Count} came");
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (Socket guest in _guests)
            {
                guest.Dispose();
            }
        }

        _listener.Dispose();
        File.Delete(FilePath);
    }

    private static Socket Connect(string gate)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(gate));
        socket.Send(BitConverter.GetBytes(Environment.ProcessId));

        // The answer: the arrival counts from now on, whatever becomes of this process.
        Check(socket.Receive(new byte[1]));
        return socket;
    }

    private static void Check(int received)
    {
        if (received == 0)
        {
            throw new InvalidOperationException("The gate was closed for good; its test has ended.");
        }
    }

    private static void Admit(Socket guest)
    {
        try
        {
            guest.Send(new byte[1]);
        }
        catch (SocketException)
        {
            // It waits no more.
        }

        guest.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket guest = await _listener.AcceptAsync();
                byte[] process = new byte[sizeof(int)];
                await guest.ReceiveAsync(process);
                Welcome(guest, BitConverter.ToInt32(process));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private void Welcome(Socket guest, int process)
    {
        lock (_lock)
        {
            _processes.Add(process);
            foreach ((int count, TaskCompletionSource source) in _waiters)
            {
                if (_processes.Count >= count)
                {
                    source.TrySetResult();
                }
            }

            try
            {
                guest.Send(new byte[1]);
            }
            catch (SocketException)
            {
                // It has ended already, but it came.
            }

            if (_disposed || _open)
            {
                Admit(guest);
            }
            else
            {
                _guests.Add(guest);
            }
        }
    }
}
