using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>Stores a value.</summary>
internal sealed record PutKey(string Keyspace, string Key, byte[] Value, bool Overwrite) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => KeyRules.Put(transition, Keyspace, Key, Value, Overwrite);
}
