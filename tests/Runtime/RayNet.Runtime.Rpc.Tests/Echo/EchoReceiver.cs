using System.Collections.Concurrent;

namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>Records pushes and answers as told.</summary>
internal sealed class EchoReceiver : IEchoReceiver
{
    internal ConcurrentQueue<string> Received { get; } = new();

    /// <summary>Is released for each push.</summary>
    internal SemaphoreSlim Arrived { get; } = new(0);

    internal Func<int, Task<int>> OnAsk { get; init; } = static value => Task.FromResult(value);

    internal Func<ValueTask<string>> OnAskFail { get; init; } = static () => new("fine");

    public void OnMessage(string from, string text) => Add($"{from}: {text}");

    public void OnBare() => Add("bare");

    public Task<int> Ask(int value) => OnAsk(value);

    public ValueTask<string> AskFail() => OnAskFail();

    private void Add(string what)
    {
        Received.Enqueue(what);
        Arrived.Release();
    }
}
