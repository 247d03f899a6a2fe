using System.Net.Sockets;

namespace RayNet.Runtime.Transport.Tests.Sockets;

/// <summary>The listener of the same-machine lane, and the threads that it uses.</summary>
public sealed class LaneListenerTests(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rn");

    private string SocketPath => Path.Combine(_folder.FullName, "s");

    public void Dispose()
    {
        _folder.Refresh();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_socket_that_a_process_left_behind_is_taken_over()
    {
        using (var gone = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            gone.Bind(new UnixDomainSocketEndPoint(SocketPath));

            // Disposing would tidy up, as a process that was killed does not.
            File.Move(SocketPath, SocketPath + "2");
        }

        File.Move(SocketPath + "2", SocketPath);

        Assert.True(File.Exists(SocketPath));
        await using LaneListener listener = Listen(_ => Hello.Server, static _ => { });
        Link link = await Dial();
        await link.DisposeAsync();
    }

    [Fact]
    public async Task A_socket_that_somebody_listens_at_is_not_taken_away()
    {
        await using LaneListener listener = Listen(_ => Hello.Server, static _ => { });
        LinkException exception = Assert.Throws<LinkException>(() => Listen(_ => Hello.Server, static _ => { }));
        Assert.Contains(SocketPath, exception.Message, StringComparison.Ordinal);
        Link link = await Dial();
        await link.DisposeAsync();
    }

    // Found by ten minutes of faults: a driver whose node was gone, and the node's folder with it, ended with an error.
    [Fact]
    public async Task It_ends_in_peace_when_its_folder_is_gone()
    {
        LaneListener listener = Listen(_ => Hello.Server, static _ => { });
        _folder.Delete(recursive: true);
        await listener.DisposeAsync();
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_named()
    {
        string path = Path.Combine(_folder.FullName, new string('x', 200));
        Assert.Contains(path, Assert.Throws<LinkException>(() => LaneListener.Start(path, _ => Hello.Server, static _ => { }, LinkOptions.Default, TimeProvider.System)).Message, StringComparison.Ordinal);
        Assert.Contains(path, (await Assert.ThrowsAsync<LinkException>(() => LaneListener.DialAsync(path, Hello.Client, LinkOptions.Default, TimeProvider.System, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_where_nobody_listens_is_named()
    {
        LinkException exception = await Limit.Fails<LinkException>(Dial(), "The dial ended");
        Assert.Equal(LinkError.Broken, exception.Error);
        Assert.Contains(SocketPath, exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LinkException>(() => SocketChannel.ConnectAsync(SocketPath, CancellationToken.None));
    }

    [Fact]
    public async Task The_end_of_the_listener_ends_greetings_and_removes_the_socket_and_leaves_links_alone()
    {
        var accepted = new TaskCompletionSource<Link>(TaskCreationOptions.RunContinuationsAsynchronously);
        LaneListener listener = Listen(_ => Hello.Server, accepted.SetResult);
        Link client = await Dial();
        Link server = await Limit.Of(accepted.Task, "The link was taken");
        await using SocketChannel silent = await SocketChannel.ConnectAsync(SocketPath, CancellationToken.None);
        await silent.SendAsync(new byte[] { 1 }, CancellationToken.None);

        await Limit.Of(listener.DisposeAsync().AsTask(), "The listener ended");
        await Limit.Of(listener.DisposeAsync().AsTask(), "The listener ended");

        Assert.Empty(await Bytes.ReadToEnd(silent));
        Assert.False(File.Exists(SocketPath));
        var received = new Collector();
        server.Start(received);
        client.Post(FrameKind.Call);
        await received.Arrived(1);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_link_that_cannot_be_taken_is_ended()
    {
        await using LaneListener listener = Listen(_ => Hello.Server, static _ => throw new FormatException("No."));
        Link client = await Dial();
        var received = new Collector();
        client.Start(received);
        Assert.Equal(LinkError.Refused, (await received.Closed()).Error);
    }

    [Fact]
    public async Task Many_that_say_nothing_hold_others_up_for_no_longer_than_the_limit()
    {
        var time = new FakeTimeProvider();
        await using LaneListener listener = LaneListener.Start(SocketPath, _ => Hello.Server, static link => link.Close(LinkError.Closed, string.Empty), LinkOptions.Default, time);
        var silent = new List<SocketChannel>();
        for (int index = 0; index < 100; index++)
        {
            silent.Add(await SocketChannel.ConnectAsync(SocketPath, CancellationToken.None));
        }

        Task<Link> dial = Dial();
        await Limit.Passes(time, dial, "The dial came through");
        await (await dial).DisposeAsync();
        foreach (SocketChannel channel in silent)
        {
            await channel.DisposeAsync();
        }
    }

    [Fact]
    public async Task Random_and_changed_greetings_are_survived()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using LaneListener listener = Listen(_ => Hello.Server, static link => link.Close(LinkError.Closed, string.Empty));
        var greeting = new System.Buffers.ArrayBufferWriter<byte>();
        Hello.Client.Write(greeting);
        byte[] valid = Bytes.Concat(Bytes.Frame(FrameKind.Hello, greeting.WrittenSpan), Bytes.Frame(FrameKind.Call, new byte[100]));
        const int Rounds = 200;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = random.Next(3) == 0 ? new byte[random.Next(1, 3_000)] : [.. valid];
            if (bytes.Length != valid.Length)
            {
                random.NextBytes(bytes);
            }
            else
            {
                for (int change = random.Next(5); change >= 0; change--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }
            }

            await using SocketChannel channel = await SocketChannel.ConnectAsync(SocketPath, CancellationToken.None);
            try
            {
                await channel.SendAsync(bytes.AsMemory(0, random.Next(2) == 0 ? bytes.Length : random.Next(bytes.Length)), CancellationToken.None);
            }
            catch (IOException)
            {
                // Refused before all was sent.
            }

            if (random.Next(2) == 0)
            {
                channel.Abort();
            }
        }

        Link link = await Dial();
        await link.DisposeAsync();
    }

    [Fact]
    public async Task Links_that_come_and_go_leave_no_threads()
    {
        const int Rounds = 100;
        await using LaneListener listener = Listen(_ => Hello.Server, static link => link.Start(new Collector()));
        for (int round = 0; round < Rounds; round++)
        {
            Link link = await Dial();
            var received = new Collector();
            link.Start(received);
            await link.DisposeAsync();
            await received.Closed();
        }

        if (OperatingSystem.IsLinux())
        {
            // Other tests have links too.
            await Limit.Until(() => LinkThreads() < Rounds / 2, "The threads ended");
        }

        static int LinkThreads() => Directory.GetDirectories("/proc/self/task").Count(static task =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(task, "comm")).StartsWith("RayNet link", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task A_link_that_has_ended_can_be_collected()
    {
        await using LaneListener listener = Listen(_ => Hello.Server, static link => link.Start(new Collector()));
        WeakReference link = await UseAsync(this);
        await Limit.Until(
            () =>
            {
                GC.Collect();
                return !link.IsAlive;
            },
            "The link was collected");

        static async Task<WeakReference> UseAsync(LaneListenerTests tests)
        {
            Link link = await tests.Dial();
            var received = new Collector();
            link.Start(received);
            lock (link.Gate)
            {
                int token = link.BeginInline();
                link.EndInline(token);
            }

            await link.DisposeAsync();
            await received.Closed();
            return new WeakReference(link);
        }
    }

    private LaneListener Listen(Func<LinkHello, LinkHello> decide, Action<Link> accepted) =>
        LaneListener.Start(SocketPath, decide, accepted, LinkOptions.Default, TimeProvider.System);

    private Task<Link> Dial() => LaneListener.DialAsync(SocketPath, Hello.Client, LinkOptions.Default, TimeProvider.System, CancellationToken.None);
}
