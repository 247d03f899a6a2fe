using System.Threading.Channels;
using RayNet.Gateways.Tests.Remote;

namespace RayNet.Gateways.Tests.Harness;

/// <summary>Writes down what a hub calls.</summary>
internal sealed class CounterReceiver : ICounterHubReceiver
{
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();

    public void OnTicks(int stream, int item) => _calls.Writer.TryWrite($"{stream}: {item}");

    public void OnStreamEnded(int stream, int status, string detail) => _calls.Writer.TryWrite($"{stream} ended {status} {detail}");

    internal Task<string> NextAsync() => _calls.Reader.ReadAsync().AsTask().Within("the next call of a receiver");
}
