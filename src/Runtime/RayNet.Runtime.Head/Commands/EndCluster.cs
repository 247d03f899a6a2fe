namespace RayNet.Runtime.Head.Commands;

/// <summary>The cluster is stopped in good order: nothing of it is to be found again.</summary>
internal sealed record EndCluster : HeadCommand<bool>
{
    internal override bool Run(Transition transition)
    {
        transition.EndCluster();
        return true;
    }
}
