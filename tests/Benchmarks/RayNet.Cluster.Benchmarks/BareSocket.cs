using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RayNet.Cluster.Benchmarks;

/// <summary>The floor: the same bytes over a TCP connection of this machine, from one warm array to another.</summary>
internal static class BareSocket
{
    private const int Chunk = 1 << 20;

    internal static async Task<double> SecondsAsync(byte[] source, byte[] target)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sender = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Task<Socket> accepting = listener.AcceptSocketAsync();
        await sender.ConnectAsync(listener.LocalEndpoint);
        using Socket receiver = await accepting;
        long begin = Stopwatch.GetTimestamp();
        Task sending = Task.Run(() =>
        {
            for (int sent = 0; sent < source.Length;)
            {
                sent += sender.Send(source, sent, Math.Min(Chunk, source.Length - sent), SocketFlags.None);
            }
        });
        await Task.Run(() =>
        {
            for (int received = 0; received < target.Length;)
            {
                received += receiver.Receive(target, received, Math.Min(Chunk, target.Length - received), SocketFlags.None);
            }
        });
        await sending;
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
