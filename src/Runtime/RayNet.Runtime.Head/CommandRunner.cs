using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Effects;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head;

/// <summary>
/// Runs commands one after another, each on what the one before it made, and shows a state, its effects and its answer when the store has
/// it. While the store writes, further commands gather and go with the next commit. All members but <see cref="State"/> are called under
/// the head's lock.
/// </summary>
internal sealed class CommandRunner
{
    private readonly Lock _gate;
    private readonly IHeadStore _store;
    private readonly HeadLimits _limits;
    private readonly Action<HeadEffect> _spread;
    private readonly Action<Exception> _onFailed;
    private readonly List<TaskCompletionSource> _drained = [];
    private List<PendingStep> _waiting = [];
    private volatile HeadState _state;
    private HeadState _newest;
    private bool _isWriting;

    /// <param name="gate">The head's lock.</param>
    /// <param name="store">Where the tables are kept.</param>
    /// <param name="state">The state that was loaded from it.</param>
    /// <param name="limits">What the rules know of sizes.</param>
    /// <param name="spread">Tells others.</param>
    /// <param name="onFailed">Hears what the store refused.</param>
    internal CommandRunner(Lock gate, IHeadStore store, HeadState state, HeadLimits limits, Action<HeadEffect> spread, Action<Exception> onFailed)
    {
        _gate = gate;
        _store = store;
        _state = _newest = state;
        _limits = limits;
        _spread = spread;
        _onFailed = onFailed;
    }

    /// <summary>What the store has.</summary>
    internal HeadState State => _state;

    /// <summary>What the store will have when it has written everything.</summary>
    internal HeadState Newest => _newest;

    /// <summary>Runs one command. Throws at once what the rules refuse; the task completes, or fails, with the store's answer.</summary>
    /// <param name="command">The command, with its time.</param>
    /// <param name="onStored">Called under the lock when the store has it, after its effects.</param>
    internal Task<TResult> Run<TResult>(HeadCommand<TResult> command, Action<TResult>? onStored = null)
    {
        HeadStep<TResult> step = HeadMachine.Apply(_newest, command, _limits);
        if (_store.IsImmediate || (step.Changes.Count == 0 && !_isWriting))
        {
            if (step.Changes.Count > 0)
            {
                _store.Commit(step.Changes);
            }

            _newest = step.State;
            Show(step, onStored);
            return Task.FromResult(step.Result);
        }

        var answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _newest = step.State;
        _waiting.Add(new PendingStep(
            step.State,
            step.Changes,
            () =>
            {
                Show(step, onStored);
                answer.SetResult(step.Result);
            },
            exception => answer.SetException(exception)));
        if (!_isWriting)
        {
            _isWriting = true;
            ThreadPool.UnsafeQueueUserWorkItem(static runner => runner.Write(), this, preferLocal: false);
        }

        return answer.Task;
    }

    /// <summary>Runs commands that have to be stored before anything else happens, in one commit.</summary>
    internal void RunAtOnce(IReadOnlyList<HeadCommand<bool>> commands)
    {
        List<HeadStep<bool>> steps = [];
        HeadState state = _newest;
        foreach (HeadCommand<bool> command in commands)
        {
            HeadStep<bool> step = HeadMachine.Apply(state, command, _limits);
            state = step.State;
            steps.Add(step);
        }

        if (steps.Any(static step => step.Changes.Count > 0))
        {
            _store.Commit([.. steps.SelectMany(static step => step.Changes)]);
        }

        _newest = state;
        foreach (HeadStep<bool> step in steps)
        {
            Show(step, null);
        }
    }

    /// <summary>Completes when the store has everything that was run until now.</summary>
    internal Task DrainAsync()
    {
        if (!_isWriting)
        {
            return Task.CompletedTask;
        }

        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _drained.Add(drained);
        return drained.Task;
    }

    private void Show<TResult>(HeadStep<TResult> step, Action<TResult>? onStored)
    {
        _state = step.State;
        foreach (HeadEffect effect in step.Effects)
        {
            _spread(effect);
        }

        onStored?.Invoke(step.Result);
    }

    private void Write()
    {
        while (TryTake(out List<PendingStep> steps))
        {
            Exception? failure = null;
            try
            {
                IReadOnlyList<RecordChange> changes = steps.Count == 1 ? steps[0].Changes : [.. steps.SelectMany(static step => step.Changes)];
                if (changes.Count > 0)
                {
                    _store.Commit(changes);
                }
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            Finish(steps, failure);
        }
    }

    private bool TryTake(out List<PendingStep> steps)
    {
        lock (_gate)
        {
            (steps, _waiting) = (_waiting, []);
            if (steps.Count > 0)
            {
                return true;
            }

            _isWriting = false;
            foreach (TaskCompletionSource drained in _drained)
            {
                drained.SetResult();
            }

            _drained.Clear();
            return false;
        }
    }

    private void Finish(List<PendingStep> steps, Exception? failure)
    {
        lock (_gate)
        {
            if (failure is null)
            {
                foreach (PendingStep step in steps)
                {
                    step.OnStored();
                }

                return;
            }

            // What came after was made from what has not happened.
            steps.AddRange(_waiting);
            _waiting.Clear();
            _newest = _state;
        }

        _onFailed(failure);
        foreach (PendingStep step in steps)
        {
            step.OnFailed(failure);
        }
    }
}
