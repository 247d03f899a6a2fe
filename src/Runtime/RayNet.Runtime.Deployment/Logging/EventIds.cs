namespace RayNet.Runtime.Deployment.Logging;

/// <summary>All event ids of deployment, worker processes and jobs. Ids are never reused.</summary>
internal static class EventIds
{
    // 8000: files and builds
    internal const int FileDamaged = 8000;
    internal const int FilesEvicted = 8001;
    internal const int BuildMaterialised = 8002;
    internal const int BuildRemoved = 8003;
    internal const int FolderNotRemoved = 8004;
    internal const int BuildGathered = 8005;
    internal const int BuildNotGathered = 8006;

    // 8100: worker processes
    internal const int WorkerStarted = 8100;
    internal const int WorkerExited = 8101;
    internal const int WorkerDied = 8102;
    internal const int OrphanKilled = 8103;
    internal const int SessionRemoved = 8104;
    internal const int ExitHandlerFailed = 8105;

    // 8200: jobs
    internal const int JobChanged = 8200;
    internal const int JobKilled = 8201;
    internal const int JobHandlerFailed = 8202;
}
