namespace RayNet.Cluster.Benchmarks;

/// <summary>Asks from a worker: the question goes to its node, and from there to whoever owns the tasks.</summary>
[Actor]
public sealed class Inspector
{
    public Task<double[]> Measure(int rounds, int tasks, int actors) => StateQuestions.MeasureAsync(rounds, tasks, actors);
}
