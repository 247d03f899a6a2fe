using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head;

/// <summary>Finds the actors that nobody else lists: an owner knows the living ones that it made.</summary>
internal static class ActorSearch
{
    /// <summary>Registered actors whose ids come after one, in the order of the ids.</summary>
    internal static IEnumerable<ActorRecord> After(HeadState state, ActorId after) => state.Actors.SkipWhile(item => IdOrder.Instance.Compare(item.Key, after) <= 0).Select(static item => item.Value);

    /// <exception cref="InvalidOptionException">The continuation is no id of an actor.</exception>
    internal static StatePage<ActorInfo> Find(HeadState state, ActorQuery query)
    {
        var found = new List<ActorInfo>();
        ActorId after = default;
        if (query.Continuation is { Length: > 0 } text)
        {
            after = IdText.TryParse(text, out ulong origin, out ulong sequence)
                ? new ActorId(origin, sequence)
                : throw new InvalidOptionException($"'{text}' is no id of an actor.");
        }

        foreach (ActorRecord record in After(state, after))
        {
            if ((record.Registration.Owner == 0 || record.State == ActorLiveness.Dead) && Describe(record) is var actor && query.Matches(actor.ClassName, actor.Name, actor.Namespace, actor.Status))
            {
                found.Add(actor);
                if (found.Count == query.Limit)
                {
                    break;
                }
            }
        }

        return new StatePage<ActorInfo>([.. found], [.. found.Select(static actor => actor.Id.ToString())], found.Count == query.Limit, []);
    }

    private static ActorInfo Describe(ActorRecord record) => new(record.Registration.Id, record.Registration.ClassName, (ActorStatus)record.State)
    {
        Name = record.Registration.Name is { Length: > 0 } name ? name : null,
        Namespace = record.Registration.Name.Length > 0 ? record.Registration.Namespace : null,
        Node = record.Node == default ? null : record.Node,
        Process = IdText.OfProcess(record.Process),
        Restarts = record.Restarts,
        MaxRestarts = record.Registration.MaxRestarts,
        Resources = record.Registration.Resources,
        Job = record.Registration.Job,
        Owner = IdText.OfProcess(record.Registration.Owner),
        IsDetached = record.Registration.IsDetached,
        Reason = record.Reason,
    };
}
