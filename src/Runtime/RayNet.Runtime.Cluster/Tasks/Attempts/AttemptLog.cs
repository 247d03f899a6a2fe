using System.Runtime.CompilerServices;
using RayNet.CompilerServices;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Tasks.Attempts;

/// <summary>
/// The attempts of this process's tasks of which one has failed: kept with the call, and told to the node, where others ask. Tasks that succeed at once leave nothing here.
/// </summary>
internal sealed class AttemptLog(ClusterRuntime runtime)
{
    /// <summary>What waits to be told; beyond, the oldest are dropped.</summary>
    private const int MostWaiting = 1_000;

    private const int LongestError = 500;

    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<ObjectCell, List<TaskAttempt>> _attempts = [];
    private readonly Queue<TaskAttemptState> _waiting = new();

    /// <summary>The attempts of a call that have failed.</summary>
    internal IReadOnlyList<TaskAttempt> Of(ObjectCell call)
    {
        lock (_gate)
        {
            return _attempts.TryGetValue(call, out List<TaskAttempt>? attempts) ? [.. attempts] : [];
        }
    }

    /// <summary>An attempt has failed. To be said before the call runs again, or fails.</summary>
    internal void OnFailed(ObjectCell call, string name, NodeId node, Exception error)
    {
        var attempt = new TaskAttempt(call.FailedAttempts + 1, node, Describe(error));
        lock (_gate)
        {
            _attempts.GetOrCreateValue(call).Add(attempt);
            TellLocked(call, name, attempt.Number, node, TaskAttemptState.Failed, attempt.Error);
        }
    }

    /// <summary>A call of which an attempt has failed is sent again.</summary>
    internal void OnSent(ObjectCell call, string name, NodeId node)
    {
        int number = call.FailedAttempts + 1;
        lock (_gate)
        {
            TellLocked(call, name, number, node, TaskAttemptState.Running, string.Empty);
        }

        call.AddLateContinuation(new AttemptEnd(this, call, name, number, node));
    }

    internal void OnEnded(ObjectCell call, string name, int number, NodeId node)
    {
        Exception? error = call.Failure?.Exception;
        lock (_gate)
        {
            // One that failed by itself has said so. The call's own count is gone with its end.
            if (!_attempts.TryGetValue(call, out List<TaskAttempt>? failed) || !failed.Exists(attempt => attempt.Number == number))
            {
                TellLocked(call, name, number, node, error is null ? TaskAttemptState.Finished : TaskAttemptState.Failed, error is null ? string.Empty : Describe(error));
            }
        }
    }

    /// <summary>Tells the node what has happened since the last time.</summary>
    internal void Flush()
    {
        TaskAttemptState[] told;
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return;
            }

            told = [.. _waiting];
            _waiting.Clear();
        }

        ClusterRuntime.Forget(runtime.Node.ReportAttemptsAsync(told).AsTask());
    }

    private static string Describe(Exception error)
    {
        string text = $"{error.GetType().Name}: {error.Message}";
        return text.Length > LongestError ? text[..LongestError] : text;
    }

    private void TellLocked(ObjectCell call, string name, int number, NodeId node, string state, string error)
    {
        if (_waiting.Count == MostWaiting)
        {
            _waiting.Dequeue();
        }

        _waiting.Enqueue(new TaskAttemptState(runtime.Engine.TaskIdOf(call).ToString(), runtime.JobId, name, number, node, state, error));
    }
}
