using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>Removes a value.</summary>
internal sealed record DeleteKey(string Keyspace, string Key) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => KeyRules.Delete(transition, Keyspace, Key);
}
