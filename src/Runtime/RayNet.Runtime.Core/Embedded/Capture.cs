namespace RayNet.Runtime.Embedded;

/// <summary>One work item that its thread will run itself.</summary>
internal sealed class Capture
{
    internal IThreadPoolWorkItem? Work { get; private set; }

    internal bool TryTake(IThreadPoolWorkItem work)
    {
        if (Work is not null)
        {
            return false;
        }

        Work = work;
        return true;
    }

    internal IThreadPoolWorkItem? Release()
    {
        IThreadPoolWorkItem? work = Work;
        Work = null;
        return work;
    }
}
