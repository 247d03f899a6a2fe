namespace RayNet.Testing.Tests;

/// <summary>An actor with children.</summary>
[Actor]
internal sealed class Parent
{
    public async Task<string> ChildTask() => await Places.HereRemote();

    public async Task<string> ChildActor() => await Resident.CreateRemote(new ActorOptions { NumCpus = 1 }).Node();
}
