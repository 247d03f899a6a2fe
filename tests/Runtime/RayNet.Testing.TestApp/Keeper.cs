namespace RayNet.Testing.TestApp;

/// <summary>An actor that drivers find by its name, and whose count survives a restart.</summary>
[Actor]
internal sealed class Keeper : IActorState<int>
{
    private int _count;

    public int Ask() => 42;

    public int Count() => ++_count;

    public int ProcessId() => Environment.ProcessId;

    public int SaveState() => _count;

    public void RestoreState(int state) => _count = state;
}
