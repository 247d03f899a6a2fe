namespace RayNet.Testing.TestApp;

/// <summary>What a worker finds around it.</summary>
internal static class Surroundings
{
    [Remote]
    public static string Describe(string variable) =>
        $"{Environment.GetEnvironmentVariable(variable)} and {string.Join('|', Directory.EnumerateFiles(".").Select(Path.GetFileName).Order())}";
}
