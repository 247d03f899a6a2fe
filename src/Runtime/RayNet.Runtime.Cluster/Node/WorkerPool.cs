using RayNet.Runtime.Control;
using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The worker processes of a node: started when work needs them or ahead of it, used again, and ended with their job.</summary>
internal sealed class WorkerPool(NodeAgentOptions options, IWorkerStarter starter, Func<ulong> nextProcess, string nodeLane) : IWorkerSource
{
    /// <summary>How long a worker may take to end by itself: its actors are disposed meanwhile.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(6);

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, WorkerEntry> _workers = [];
    private readonly Dictionary<JobId, JobWorkers> _jobs = [];

    /// <summary>Processes that have not ended, also those whose link has.</summary>
    private readonly Dictionary<IWorkerProcess, JobId> _running = [];
    private bool _stopped;

    /// <summary>Told, outside of the lock, when a worker has come or gone.</summary>
    internal Action? Changed { get; set; }

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _workers.Count;
            }
        }
    }

    /// <summary>Makes a job known: from now on workers are started for it.</summary>
    internal void AddJob(JobId job, WorkerSetup setup, int prestart)
    {
        lock (_gate)
        {
            if (!_jobs.TryAdd(job, new JobWorkers(setup, prestart)))
            {
                return;
            }

            for (int i = 0; i < prestart; i++)
            {
                StartLocked(job);
            }
        }
    }

    public WorkerChoice Choose(LeaseRequest request, IReadOnlyList<string> gpus)
    {
        lock (_gate)
        {
            if (_stopped || !_jobs.TryGetValue(request.Job, out JobWorkers? job))
            {
                return new WorkerChoice(null, $"job {request.Job} is not known on this node");
            }

            if (gpus.Count > 0)
            {
                return ChooseWithGpusLocked(request.Job, job, gpus);
            }

            PlacementGroupId wanted = request.Scheduling?.Group ?? default;
            WorkerEntry? best = null;
            int count = 0;
            bool isStarting = false;
            foreach (WorkerEntry worker in _workers.Values)
            {
                // A group takes workers that have done nothing yet, and keeps them.
                bool isUnused = worker.Group == default && worker.IsUnused;
                if (worker.Job != request.Job || worker.IsRetired || worker.Gpus.Count > 0 || (worker.Group != wanted && !isUnused))
                {
                    continue;
                }

                count++;
                isStarting |= worker.Session is null;
                if (worker.Session is not null
                    && (request.ForActor || worker.TaskLeases < options.SlotsPerWorker)
                    && (best is null || Load(worker, request.ForActor) < Load(best, request.ForActor)))
                {
                    best = worker;
                }
            }

            // Actors stay where they are: the first ones do not crowd together because one worker was quicker than the others.
            if (best is not null && !(isStarting && request.ForActor && best.ActorLeases > 0))
            {
                best.Group = wanted;
                return new WorkerChoice(best, null);
            }

            if (job.HasFailed(options.TimeProvider))
            {
                return new WorkerChoice(null, job.LastFailure);
            }

            if (count < options.MaxWorkersPerJob)
            {
                StartLocked(request.Job);
            }

            return default;
        }
    }

    /// <summary>A worker has connected.</summary>
    /// <returns><see langword="false"/> for a process that this node has not started.</returns>
    internal bool OnConnected(ProcessSession session)
    {
        WorkerEntry? worker;
        bool isUnwanted;
        lock (_gate)
        {
            if (!_workers.TryGetValue(session.Process, out worker))
            {
                return false;
            }

            worker.Session = session;
            worker.IdleSince = options.TimeProvider.GetTimestamp();
            isUnwanted = worker.IsRetired;
            if (_jobs.TryGetValue(worker.Job, out JobWorkers? job))
            {
                job.OnStarted();
            }
        }

        options.Logger.WorkerConnected(session.Peer.ProcessId, options.TimeProvider.GetElapsedTime(worker.AskedAt).TotalMilliseconds);
        if (isUnwanted)
        {
            // It was to end before it had connected.
            End(worker, "The job has ended.");
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>A worker's link has ended: the process is gone or about to be.</summary>
    internal void OnLost(ulong process)
    {
        WorkerEntry? worker;
        lock (_gate)
        {
            if (_workers.Remove(process, out worker) && !_stopped && _jobs.TryGetValue(worker.Job, out JobWorkers? job))
            {
                if (worker.Session is null)
                {
                    job.OnFailed(options.TimeProvider);
                }
                else if ((worker.IsBad || !worker.IsRetired) && worker.Gpus.Count == 0 && _workers.Values.Count(item => item.Job == worker.Job && !item.IsRetired && item.Gpus.Count == 0) < job.Prestart)
                {
                    // What was asked for is there again, for actors too, which are content with fewer.
                    StartLocked(worker.Job);
                }
            }
        }

        if (worker is { IsEnding: true, Started: { } ending })
        {
            _ = KillLateAsync(ending);
        }
        else
        {
            worker?.Started?.Kill();
        }

        Changed?.Invoke();
    }

    /// <summary>A worker that was asked to end has a while for its actors' last words.</summary>
    private async Task KillLateAsync(IWorkerProcess process)
    {
        try
        {
            await process.Exited.WaitAsync(EndLimit, options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            process.Kill();
        }
    }

    /// <summary>Asks a worker to end: its links end at once, its process when its actors are disposed. One that has not connected yet has none.</summary>
    private static void End(WorkerEntry worker, string reason)
    {
        if (worker.Session is { } session)
        {
            worker.IsEnding = true;
            session.Close(reason);
        }
        else
        {
            worker.Started?.Kill();
        }
    }

    /// <summary>The workers of a placement group are ended with everything that runs in them.</summary>
    internal void EndGroup(PlacementGroupId group)
    {
        WorkerEntry[] workers;
        lock (_gate)
        {
            workers = [.. _workers.Values.Where(worker => worker.Group == group)];
            foreach (WorkerEntry worker in workers)
            {
                worker.IsRetired = true;
            }
        }

        foreach (WorkerEntry worker in workers)
        {
            worker.Started?.Kill();
        }
    }

    /// <summary>Workers of one job, or of all jobs, are ended.</summary>
    internal async Task EndAsync(JobId? job)
    {
        WorkerEntry[] workers;
        IWorkerProcess[] running;
        JobId[] ended;
        lock (_gate)
        {
            ended = job is { } one ? [one] : [.. _jobs.Keys];
            running = [.. _running.Where(item => job is null || item.Value == job).Select(static item => item.Key)];
            workers = [.. _workers.Values.Where(worker => job is null || worker.Job == job)];
            _stopped |= job is null;
            if (job is { } id)
            {
                _jobs.Remove(id);
            }

            foreach (WorkerEntry worker in workers)
            {
                worker.IsRetired = true;
            }
        }

        foreach (WorkerEntry worker in workers)
        {
            End(worker, "The job has ended.");
        }

        await Task.WhenAll(running.Select(KillLateAsync)).ConfigureAwait(false);

        foreach (JobId item in ended)
        {
            starter.EndJob(item);
        }
    }

    /// <summary>Ends workers that have had nothing to do for long; one of each job stays.</summary>
    internal void ReapIdle()
    {
        var idle = new List<WorkerEntry>();
        lock (_gate)
        {
            foreach (IGrouping<JobId, WorkerEntry> group in _workers.Values.GroupBy(static worker => worker.Job))
            {
                int left = group.Count(static worker => worker.Gpus.Count == 0);
                foreach (WorkerEntry worker in group)
                {
                    bool unused = worker is { Session: not null, IsUnused: true };
                    bool old = options.TimeProvider.GetElapsedTime(worker.IdleSince) > options.IdleWorkerTimeout;
                    if (unused && (worker.IsRetired || (old && (left > 1 || worker.Gpus.Count > 0))))
                    {
                        worker.IsRetired = true;
                        left -= worker.Gpus.Count == 0 ? 1 : 0;
                        idle.Add(worker);
                    }
                }
            }
        }

        foreach (WorkerEntry worker in idle)
        {
            End(worker, "The worker has had no work for a while.");
        }
    }

    /// <summary>Stops workers that have not connected in time: whoever waits for one would wait for ever.</summary>
    internal void EndLate()
    {
        WorkerEntry[] late;
        lock (_gate)
        {
            late = [.. _workers.Values.Where(worker => worker is { Session: null, Started: not null, IsLate: false } && options.TimeProvider.GetElapsedTime(worker.StartedAt) > options.WorkerStartTimeout)];
            foreach (WorkerEntry worker in late)
            {
                worker.IsLate = true;
            }
        }

        foreach (WorkerEntry worker in late)
        {
            options.Logger.WorkerLate(worker.Started!.ProcessId, options.WorkerStartTimeout.TotalSeconds);
            worker.Started.Kill();
        }
    }

    /// <summary>The node leaves: workers end as soon as they have no work. At once, so that whoever still calls an actor there looks for its next place.</summary>
    internal void KillUnused()
    {
        WorkerEntry[] unused;
        lock (_gate)
        {
            unused = [.. _workers.Values.Where(static worker => worker.IsUnused)];
            foreach (WorkerEntry worker in unused)
            {
                worker.IsRetired = true;
            }
        }

        foreach (WorkerEntry worker in unused)
        {
            End(worker, "The node leaves.");
        }
    }

    internal bool Knows(JobId job)
    {
        lock (_gate)
        {
            return _jobs.ContainsKey(job);
        }
    }

    internal WorkerEntry? Find(ulong process)
    {
        lock (_gate)
        {
            return _workers.GetValueOrDefault(process);
        }
    }

    /// <summary>The workers that have connected and are not ending.</summary>
    internal WorkerEntry[] Connected()
    {
        lock (_gate)
        {
            return [.. _workers.Values.Where(static worker => worker is { Session: not null, IsRetired: false })];
        }
    }

    /// <summary>The worker gets no new work, and no other takes its place until work needs one.</summary>
    internal void Retire(WorkerEntry worker)
    {
        lock (_gate)
        {
            worker.IsRetired = true;
        }
    }

    internal WorkerState[] States()
    {
        lock (_gate)
        {
            return [.. _workers.Values.Select(static worker => new WorkerState(
                worker.Process,
                worker.Started?.ProcessId ?? 0,
                worker.Job,
                worker.TaskLeases,
                worker.ActorLeases,
                worker.Session is null ? "starting" : worker.IsRetired ? "ending" : worker.TaskLeases + worker.ActorLeases > 0 ? "leased" : "idle"))];
        }
    }

    private static int Load(WorkerEntry worker, bool forActor) => forActor ? worker.ActorLeases : worker.TaskLeases;

    /// <summary>
    /// A worker of exactly these GPUs: its process was told of them when it was started. Others that saw some of them and do nothing end first, since they may still hold memory there.
    /// </summary>
    private WorkerChoice ChooseWithGpusLocked(JobId job, JobWorkers known, IReadOnlyList<string> gpus)
    {
        if (_workers.Values.FirstOrDefault(worker => worker.Job == job && !worker.IsRetired && worker.Gpus.SequenceEqual(gpus)) is { } same)
        {
            return same.Session is null ? default : new WorkerChoice(same, null);
        }

        if (known.HasFailed(options.TimeProvider))
        {
            return new WorkerChoice(null, known.LastFailure);
        }

        foreach (WorkerEntry worker in _workers.Values.Where(worker => worker.IsUnused && worker.Gpus.Intersect(gpus).Any()))
        {
            worker.IsRetired = true;
        }

        StartLocked(job, gpus);
        return default;
    }

    private void StartLocked(JobId job) => StartLocked(job, []);

    private void StartLocked(JobId job, IReadOnlyList<string> gpus)
    {
        ulong process = nextProcess();
        var worker = new WorkerEntry(process, job, Path.Combine(options.SessionDirectory, $"w-{process:x16}.sock")) { Gpus = gpus, AskedAt = options.TimeProvider.GetTimestamp() };
        _workers.Add(process, worker);
        JobWorkers known = _jobs[job];
        var start = new WorkerStartInfo(process, options.Id, job, Environment.ProcessId, nodeLane, worker.Lane, options.Token, known.Setup)
        {
            BridgeLane = options.BridgeLane,
            Gpus = options.Resources.UnitsOf(ResourceNames.Gpu) > 0 ? gpus : null,
        };
        _ = StartAsync(worker, start);
    }

    private async Task StartAsync(WorkerEntry worker, WorkerStartInfo start)
    {
        await Task.Yield();
        try
        {
            IWorkerProcess process = await starter.StartAsync(start, CancellationToken.None).ConfigureAwait(false);
            lock (_gate)
            {
                worker.Started = process;
                worker.StartedAt = options.TimeProvider.GetTimestamp();
                _running.Add(process, worker.Job);
            }

            options.Isolation?.Add(process.ProcessId);
            if (IsUnwanted(worker))
            {
                process.Kill();
            }

            string how = await process.Exited.ConfigureAwait(false);
            lock (_gate)
            {
                _running.Remove(process);
            }

            options.Logger.WorkerExited(process.ProcessId, how);
            Fail(worker, worker.IsLate ? $"worker (pid {process.ProcessId}) was stopped: {options.WorkerStartTimeout.TotalSeconds:0.#} s passed" : $"worker (pid {process.ProcessId}) {how}");
        }
        catch (Exception exception)
        {
            // Where the node or the job ended meanwhile, its folders are gone: nobody misses that worker.
            if (!IsUnwanted(worker))
            {
                options.Logger.WorkerStartFailed(exception);
            }

            Fail(worker, exception.Message);
        }

        OnLost(worker.Process);
    }

    private bool IsUnwanted(WorkerEntry worker)
    {
        lock (_gate)
        {
            return _stopped || worker.IsRetired;
        }
    }

    private void Fail(WorkerEntry worker, string how)
    {
        lock (_gate)
        {
            if (worker.Session is null && _jobs.TryGetValue(worker.Job, out JobWorkers? job))
            {
                job.LastFailure = $"{how} before it connected; its output is in the session's logs";
            }
        }
    }
}
