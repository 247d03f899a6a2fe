namespace RayNet.Runtime.Tests;

/// <summary>An actor that comes back; it arrives at the gate whenever it is built.</summary>
[Actor(MaxRestarts = -1)]
internal sealed class Phoenix
{
    private int _count;

    public Phoenix(int born) => Gate.Of(born).Arrive();

    public int Ping() => 1;

    public int Count() => ++_count;

    public bool WasRestarted(RayContext context) => context.WasRestarted;

    public int Block(int gate)
    {
        Gate.Of(gate).Pass();
        return -1;
    }

    public int BlockFirst(int gate, RayContext context)
    {
        if (context.Attempt == 1)
        {
            Gate.Of(gate).Pass();
        }

        return context.Attempt;
    }

    public async Task<int> BlockFirstAsync(int gate, RayContext context, CancellationToken cancellationToken)
    {
        if (context.Attempt == 1)
        {
            await Gate.Of(gate).PassAsync(cancellationToken);
        }

        return context.Attempt;
    }

    public List<int> Append(List<int> list, int gate, RayContext context)
    {
        list.Add(context.Attempt);
        if (context.Attempt == 1)
        {
            Gate.Of(gate).Pass();
        }

        return list;
    }
}
