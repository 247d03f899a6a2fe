namespace RayNet.Testing;

/// <summary>What was broken.</summary>
/// <param name="Target">What, in words; or why nothing was.</param>
/// <param name="WasInjected">Whether there was a target.</param>
/// <param name="Repair">Completes when it is mended. Fails where something did not end as it has to.</param>
internal readonly record struct Injection(string Target, bool WasInjected, Task Repair)
{
    internal static Injection None(string why) => new(why, false, Task.CompletedTask);

    internal static Injection Of(string target, Task? repair = null) => new(target, true, repair ?? Task.CompletedTask);
}
