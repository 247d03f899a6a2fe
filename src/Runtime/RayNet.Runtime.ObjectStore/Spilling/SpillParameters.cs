using System.Globalization;

namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>Reads the parameters of a storage and refuses those that it does not know.</summary>
internal sealed class SpillParameters(SpillConfiguration configuration)
{
    /// <summary>Says which parameters there are.</summary>
    internal void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (string name in configuration.Parameters.Keys)
        {
            if (!names.Contains(name))
            {
                throw new InvalidOptionException(names.IsEmpty
                    ? $"Spill storage of type '{configuration.Type}' has no parameters, but '{name}' is given."
                    : $"Spill storage of type '{configuration.Type}' has no parameter '{name}'. It has: {string.Join(", ", names!)}.");
            }
        }
    }

    internal string Required(string name) => configuration.Parameters.TryGetValue(name, out string? value) && value.Length > 0
        ? value
        : throw new InvalidOptionException($"Spill storage of type '{configuration.Type}' needs the parameter '{name}'.");

    internal long? OptionalBytes(string name)
    {
        if (!configuration.Parameters.TryGetValue(name, out string? text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? bytes
            : throw new InvalidOptionException($"The parameter '{name}' of spill storage is '{text}'. It has to be a number of bytes.");
    }
}
