namespace RayNet.Testing.Tests;

/// <summary>Tasks that print.</summary>
internal static class Talk
{
    /// <returns>The process that printed.</returns>
    [Remote]
    public static int Print(string text, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Console.WriteLine($"{text} {i}");
            Console.Error.WriteLine($"{text} error {i}");
        }

        return Environment.ProcessId;
    }

    [Remote]
    public static void PrintAndCrash(string text)
    {
        Console.Write(text);
        Environment.FailFast("As the test asks.");
    }
}
