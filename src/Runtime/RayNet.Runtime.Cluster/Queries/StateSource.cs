namespace RayNet.Runtime.Cluster.Queries;

/// <summary>Somebody who is asked: a process, a node, or the head.</summary>
/// <param name="Name">Who, for people.</param>
/// <param name="Ask">Asks.</param>
/// <typeparam name="T">The answer.</typeparam>
internal sealed record StateSource<T>(string Name, Func<CancellationToken, Task<T>> Ask);
