using RayNet;

namespace TaskLibrary;

public sealed record Count(string Text, int Words);

public static class Words
{
    [Remote]
    public static Count Find(string text) => new(text, text.Split(' ').Length);
}
