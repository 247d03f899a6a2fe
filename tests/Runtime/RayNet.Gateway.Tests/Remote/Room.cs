namespace RayNet.Gateways.Tests.Remote;

/// <summary>Made by the first call that names it, under another name on the wire.</summary>
[Actor]
[Expose(Name = "Chat", CreateIfMissing = true)]
public sealed class Room(RayContext context, int size = 2)
{
    private readonly List<string> _lines = [];

    public int Say(string line)
    {
        _lines.Add(line);
        return _lines.Count;
    }

    public int Size() => size;

    public bool HasContext() => context is not null;
}
