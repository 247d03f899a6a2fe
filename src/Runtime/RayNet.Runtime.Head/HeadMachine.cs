using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head;

/// <summary>
/// The head's rules, without clock, randomness or I/O: a state and a command make the next state, what to store and what to tell others.
/// The same commands in the same order make the same state, on any machine.
/// </summary>
internal static class HeadMachine
{
    /// <summary>Runs one command. When it throws, nothing has happened.</summary>
    internal static HeadStep<TResult> Apply<TResult>(HeadState state, HeadCommand<TResult> command, HeadLimits limits)
    {
        var transition = new Transition(state, limits, command.Time);
        TResult result = command.Run(transition);
        Retention.Trim(transition);
        return new HeadStep<TResult>(transition.State, result, transition.Effects, transition.Changes);
    }
}
