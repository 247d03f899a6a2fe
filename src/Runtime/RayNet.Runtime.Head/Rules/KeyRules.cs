using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Rules;

/// <summary>How values by key are stored.</summary>
internal static class KeyRules
{
    internal static bool Put(Transition transition, string keyspace, string key, byte[] value, bool overwrite)
    {
        KeyEntry? existing = transition.State.FindKey(keyspace, key);
        if (existing is not null && !overwrite)
        {
            return false;
        }

        var entry = new KeyEntry(keyspace, key, value);
        long size = transition.State.KeyBytes - (existing?.Size ?? 0) + entry.Size;
        if (size > transition.Limits.MaxKeyBytes)
        {
            throw new InvalidOptionException($"Key '{key}' of '{keyspace}' does not fit: all stored keys and values would have {size} bytes, and {transition.Limits.MaxKeyBytes} are allowed. Delete keys, or keep large values in objects.");
        }

        transition.Set(entry);
        return existing is null;
    }

    internal static bool Delete(Transition transition, string keyspace, string key) => transition.RemoveKey(keyspace, key);
}
