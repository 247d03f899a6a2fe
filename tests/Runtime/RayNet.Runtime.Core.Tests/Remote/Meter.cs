namespace RayNet.Runtime.Tests;

/// <summary>Counts what is held at once.</summary>
internal sealed class Meter
{
    private int _held;
    private int _most;

    public int Most => Volatile.Read(ref _most);

    public int Held => Volatile.Read(ref _held);

    public void Enter(int units)
    {
        int held = Interlocked.Add(ref _held, units);
        int seen = Volatile.Read(ref _most);
        while (held > seen)
        {
            int previous = Interlocked.CompareExchange(ref _most, held, seen);
            if (previous == seen)
            {
                break;
            }

            seen = previous;
        }
    }

    public void Leave(int units) => Interlocked.Add(ref _held, -units);
}
