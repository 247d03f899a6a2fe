using RayNet.Runtime.Control;
using RayNet.Runtime.Queries;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Queries;

/// <summary>Asks several at once, and makes one answer of theirs. Who does not answer in time is named, and holds nobody up.</summary>
internal static class StateMerge
{
    /// <summary>One page, in the order of the sources.</summary>
    internal static async Task<StatePage<T>> PageAsync<T>(IReadOnlyList<StateSource<StatePage<T>>> sources, int limit, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        (List<StatePage<T>> answers, List<string> missing) = await AskAsync(sources, patience, time, cancellationToken).ConfigureAwait(false);
        int count = answers.Sum(static answer => answer.Items.Length);
        return new StatePage<T>(
            [.. answers.SelectMany(static answer => answer.Items).Take(limit)],
            [.. answers.SelectMany(static answer => answer.Places).Take(limit)],
            count > limit || answers.Any(static answer => answer.IsMore),
            [.. missing, .. answers.SelectMany(static answer => answer.Missing)]);
    }

    internal static async Task<TaskCounts> CountAsync(IReadOnlyList<StateSource<TaskCounts>> sources, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        (List<TaskCounts> answers, List<string> missing) = await AskAsync(sources, patience, time, cancellationToken).ConfigureAwait(false);
        var counts = new Dictionary<(string Name, RemoteTaskStatus Status), long>();
        foreach (TaskCount count in answers.SelectMany(static answer => answer.Counts))
        {
            bool isKept = counts.Count < TaskScan.MostNames || counts.ContainsKey((count.Name, count.Status));
            (string, RemoteTaskStatus) key = (isKept ? count.Name : string.Empty, count.Status);
            counts[key] = counts.GetValueOrDefault(key) + count.Count;
        }

        return new TaskCounts(
            [.. counts.Select(static item => new TaskCount(item.Key.Name, item.Key.Status, item.Value))],
            [.. missing, .. answers.SelectMany(static answer => answer.Missing)]);
    }

    private static async Task<(List<T> Answers, List<string> Missing)> AskAsync<T>(IReadOnlyList<StateSource<T>> sources, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        (T? Answer, string Missing)[] all = await Task.WhenAll(sources.Select(source => AskAsync(source, patience, time, cancellationToken))).ConfigureAwait(false);
        return ([.. all.Select(static item => item.Answer).OfType<T>()], [.. all.Select(static item => item.Missing).Where(static item => item.Length > 0)]);
    }

    private static async Task<(T? Answer, string Missing)> AskAsync<T>(StateSource<T> source, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return (await source.Ask(either.Token).WaitAsync(either.Token).ConfigureAwait(false), string.Empty);
        }
        catch (LinkException)
        {
            // A process that has ended owns nothing any more.
            return (null, string.Empty);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{source.Name} did not answer within {patience.TotalSeconds:0.#} s.");
        }
        catch (Exception exception) when (exception is not (InvalidOptionException or OperationCanceledException))
        {
            return (null, $"{source.Name} did not answer: {exception.Message}");
        }
    }
}
