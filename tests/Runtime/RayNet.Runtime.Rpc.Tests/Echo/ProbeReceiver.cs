using System.Threading.Channels;

namespace RayNet.Runtime.Rpc.Tests.Echo;

internal sealed class ProbeReceiver : IProbeReceiver
{
    private readonly Channel<int> _numbers = Channel.CreateUnbounded<int>();

    internal ChannelReader<int> Numbers => _numbers.Reader;

    internal Action<int> OnPush { get; init; } = static _ => { };

    internal Func<string, Task<string>> OnQuestion { get; init; } = static question => Task.FromResult(question + "!");

    public void OnNumber(int number)
    {
        _numbers.Writer.TryWrite(number);
        OnPush(number);
    }

    public Task<string> AnswerAsync(string question, CancellationToken cancellationToken) => OnQuestion(question);
}
