namespace RayNet.Runtime.Tests;

/// <summary>An actor that others wait for.</summary>
[Actor(MaxConcurrency = 1000)]
internal sealed class Signal
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<int> Wait()
    {
        await _sent.Task;
        return 1;
    }

    public void Send() => _sent.TrySetResult();
}
