namespace RayNet.Testing.TestApp.Chaos;

/// <summary>Counts calls by their callers, each exactly once, through every end of its process.</summary>
[Actor(MaxRestarts = -1, MaxTaskRetries = -1)]
internal sealed class Tally : IActorState<Dictionary<string, int>>
{
    private Dictionary<string, int> _counts = [];

    public int Add(string caller) => _counts[caller] = _counts.GetValueOrDefault(caller) + 1;

    public Dictionary<string, int> Read() => new(_counts);

    public Dictionary<string, int> SaveState() => _counts;

    public void RestoreState(Dictionary<string, int> state) => _counts = state;
}
