using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Server;

namespace RayNet.Runtime.Transport.Benchmarks;

/// <summary>The other process: a bare socket, a lane, and a gRPC server that takes links itself or joins them with the lane.</summary>
internal sealed class Server(string lane) : ILinkAcceptor
{
    internal const long BulkBytes = 300_000_000;

    internal static LinkHello Hello { get; } = new() { Kind = ProcessKind.Worker, ProcessId = Environment.ProcessId };

    internal static async Task<int> RunAsync(string folder)
    {
        string lane = Path.Combine(folder, "lane");
        using var bare = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        bare.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "bare")));
        bare.Listen();
        Serve(bare, EchoBare);
        using var bulk = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        bulk.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "bulk")));
        bulk.Listen();
        Serve(bulk, TakeBulk);
        await using LaneListener listener = LaneListener.Start(lane, _ => Hello, static link => link.Start(new Echo()), LinkOptions.Default, TimeProvider.System);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Limits.UseLinks();
        });
        builder.Services.AddGrpc();
        await using WebApplication app = builder.Build();
        app.MapLinks(new Server(lane));
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        // Until the parent closes the input, or is gone.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public async Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken)
    {
        if (request.Purpose == "bridge")
        {
            await ByteBridge.RunAsync(channel, await SocketChannel.ConnectAsync(lane, cancellationToken), TimeProvider.System, cancellationToken);
        }
        else
        {
            (await ChannelLink.AcceptAsync(channel, _ => Hello, LinkOptions.Default, TimeProvider.System, cancellationToken)).Start(new Echo());
        }
    }

    private static void Serve(Socket listener, Action<Socket> take) => new Thread(() =>
    {
        try
        {
            while (true)
            {
                using Socket socket = listener.Accept();
                take(socket);
            }
        }
        catch (SocketException)
        {
            // The run is over.
        }
    }) { IsBackground = true }.Start();

    private static void TakeBulk(Socket socket)
    {
        byte[] buffer = new byte[256 * 1024];
        for (long rest = BulkBytes; rest > 0;)
        {
            rest -= socket.Receive(buffer);
        }

        socket.Send(buffer.AsSpan(0, 1));
    }

    private static void EchoBare(Socket socket)
    {
        byte[] buffer = new byte[24];
        for (int count = socket.Receive(buffer); count > 0; count = socket.Receive(buffer))
        {
            socket.Send(buffer.AsSpan(0, count));
        }
    }
}
