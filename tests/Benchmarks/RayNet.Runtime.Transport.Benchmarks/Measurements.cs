using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Grpc.Net.Client;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Transport.Benchmarks;

/// <summary>Measures all lanes in turns and prints medians of the rounds.</summary>
internal sealed class Measurements(string folder, string address)
{
    private const int Trips = 8_000;
    private const int SmallFrames = 1_500_000;
    private const int LargeFrames = 300;
    private const int LargeBytes = 1_000_000;

    private readonly Dictionary<string, List<double>> _results = [];

    internal static async Task<int> RunAsync(int rounds)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rn");
        using var server = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!, [.. Arguments(), "serve", folder.FullName]) { RedirectStandardInput = true, RedirectStandardOutput = true },
        };
        server.Start();
        try
        {
            string? address = await server.StandardOutput.ReadLineAsync();
            var measurements = new Measurements(folder.FullName, address!);
            for (int round = 0; round < rounds; round++)
            {
                await measurements.RoundAsync();
            }

            measurements.Print();
            return 0;
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The program itself, where it was started by `dotnet program.dll`.</summary>
    private static string[] Arguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Measurements).Assembly.Location] : [];

    private async Task RoundAsync()
    {
        Latency("bare blocking socket", Bare());
        Link socket = await LaneListener.DialAsync(Path.Combine(folder, "lane"), Server.Hello, LinkOptions.Default, TimeProvider.System, CancellationToken.None);
        await LinkAsync("socket", socket, measuresAll: true);
        Latency("bare blocking socket", Bare());

        Add("bare blocking socket: 1 MB sends, GB/s", Bulk());

        (MemoryChannel first, MemoryChannel second) = MemoryChannel.CreatePair();
        var other = new ChannelLink(second, new FrameParser(1 << 20), Server.Hello, LinkOptions.Default);
        other.Start(new Echo());
        await LinkAsync("memory", new ChannelLink(first, new FrameParser(1 << 20), Server.Hello, LinkOptions.Default), measuresAll: false);

        var handler = new SocketsHttpHandler();
        LinkHttp.Configure(handler);
        using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler });
        await LinkAsync("gRPC", await DialAsync(channel, "echo"), measuresAll: false);
        await LinkAsync("gRPC + bridge + socket", await DialAsync(channel, "bridge"), measuresAll: false);
    }

    private static Task<Link> DialAsync(GrpcChannel channel, string purpose) => GrpcLink.DialAsync(
        channel.CreateCallInvoker(), new LinkRequest(0, purpose), null, Server.Hello, LinkOptions.Default, TimeProvider.System, CancellationToken.None);

    private async Task LinkAsync(string lane, Link link, bool measuresAll)
    {
        using var client = new Client();
        link.Start(client);
        await client.OnReaderAsync(link, Modes.Inline, 500);
        Latency($"{lane}: reader to reader in place", await client.OnReaderAsync(link, Modes.Inline, Trips));
        Latency($"{lane}: awaiting caller, call in place", await client.OnPoolAsync(link, Modes.Inline, Trips));
        Latency($"{lane}: awaiting caller, call on the pool", await client.OnPoolAsync(link, Modes.Pool, Trips));
        if (measuresAll)
        {
            Latency($"{lane}: blocked caller, call in place", client.Blocked(link, Modes.Inline, Trips));
        }

        await client.StreamAsync(link, 100_000, 12);
        Add($"{lane}: 24-byte frames, M/s", await client.StreamAsync(link, SmallFrames, 12) / 1e6);
        Add($"{lane}: 1 MB frames, GB/s", await client.StreamAsync(link, LargeFrames, LargeBytes) * LargeBytes / 1e9);
        await link.DisposeAsync();
    }

    private double[] Bare()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(folder, "bare")));
        byte[] buffer = new byte[24];
        double[] times = new double[Trips];
        for (int trip = 0; trip < Trips; trip++)
        {
            long started = Stopwatch.GetTimestamp();
            socket.Send(buffer);
            socket.Receive(buffer);
            times[trip] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        return times;
    }

    private double Bulk()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(folder, "bulk")));
        byte[] buffer = new byte[LargeBytes];
        long started = Stopwatch.GetTimestamp();
        for (long sent = 0; sent < Server.BulkBytes; sent += LargeBytes)
        {
            socket.Send(buffer);
        }

        socket.Receive(buffer);
        return Server.BulkBytes / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e9;
    }

    private void Latency(string name, double[] times)
    {
        Array.Sort(times);
        Add($"{name}, p50 us", times[times.Length / 2]);
        Add($"{name}, p99 us", times[times.Length * 99 / 100]);
    }

    private void Add(string name, double value)
    {
        if (!_results.TryGetValue(name, out List<double>? values))
        {
            _results.Add(name, values = []);
        }

        values.Add(value);
    }

    private void Print()
    {
        foreach ((string name, List<double> values) in _results)
        {
            values.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-60} {values[values.Count / 2],8:f2}   ({values[0]:f2} to {values[^1]:f2}, {values.Count} times)"));
        }
    }
}
