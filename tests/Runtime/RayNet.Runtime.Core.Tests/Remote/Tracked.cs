namespace RayNet.Runtime.Tests;

/// <summary>Arrives at a gate when it is collected.</summary>
[Immutable]
internal sealed class Tracked(int number, int gate)
{
    ~Tracked()
    {
        if (Gate != 0)
        {
            Tests.Gate.Of(Gate).Arrive();
        }
    }

    public int Number { get; } = number;

    public int Gate { get; } = gate;
}
