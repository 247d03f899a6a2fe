namespace RayNet.Runtime.Tests.Tasks;

/// <summary>What <see cref="CompileTimeTests"/> call; public, as they are another assembly.</summary>
[Actor]
public sealed class CallableActor(int start) : IDisposable
{
    private int _value = start;

    public int Increment() => ++_value;

    public void Dispose() => _value = 0;
}
